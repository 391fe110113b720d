import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import { findGaps, usualStepNear } from '../../../../shared/picture-gaps.ts';
import { type CoursePictures, medianOf, sameStepWithin, secondsOf } from './course-pictures.ts';
import { countOf, countText, findingList, framesText, secondsText } from './finding-words.ts';

/** Stretches without pictures, by the rule that the timeline draws too. */
export function gapFindings(pictures: CoursePictures): ContinuityFinding[] {
  const found = findingList('gap');
  for (const { after, start, end } of findGaps(pictures))
    found.add(() => {
      const usual = secondsOf(pictures, usualStepNear(pictures.pts, after, pictures.usual));
      return {
        kind: 'gap',
        first: after,
        last: after + 1,
        amount: end - start,
        message: `No picture for ${secondsText(end - start)} between frames ${countText(after)} and ${countText(after + 1)}; around it there is one every ${secondsText(usual)}.`,
      };
    });
  return found.done();
}

/** Times that repeat or run back. Neighbouring ones are one finding. */
export function overlapFindings(pictures: CoursePictures): ContinuityFinding[] {
  const { steps } = pictures;
  const found = findingList('overlap');
  for (let n = 0; n < steps.length; n++) {
    if ((steps[n] ?? 1) > 0) continue;
    const first = n;
    let back = 0;
    for (; n < steps.length && (steps[n] ?? 1) <= 0; n++) back -= steps[n] ?? 0;
    found.add(() => overlap(first, n, secondsOf(pictures, back)));
  }
  return found.done();
}

function overlap(first: number, last: number, seconds: number): ContinuityFinding {
  const message =
    seconds === 0
      ? `The times of ${framesText(first, last)} are the same.`
      : `The times run back by ${secondsText(seconds)} between frames ${countText(first)} and ${countText(last)}.`;
  return { kind: 'overlap', first, last, amount: seconds, message };
}

/** Steps on each side that must be steady before a longer one between them means anything. */
const STEADY_SIDE = 8;
/** Missing pictures at one place that still count as dropped ones. */
const MOST_DROPPED = 50;

/**
 * Places where a steady rate leaves out pictures: the step is a whole multiple of the step that all eight before and
 * all eight after it share. The uneven steps of a phone are no such place, nor is a pulldown or a film whose steps
 * are multiples throughout. What counts as a gap is told there.
 */
export function droppedFindings(pictures: CoursePictures): ContinuityFinding[] {
  const { steps, usual } = pictures;
  const gaps = new Set(findGaps(pictures).map(({ after }) => after));
  const found = findingList('dropped');
  for (let n = STEADY_SIDE; n + STEADY_SIDE < steps.length; n++) {
    const step = steps[n] ?? 0;
    // Almost every step ends here, so that a recording of hours takes no time.
    if (step <= 0 || step < usual * 1.2 || gaps.has(n)) continue;
    const steady = steadyStep(steps, n);
    if (steady === null) continue;
    const times = Math.round(step / steady);
    const off = Math.abs(step - times * steady);
    if (times < 2 || times > MOST_DROPPED || off > Math.min(times * sameStepWithin(steady), steady * 0.15)) continue;
    found.add(() => ({
      kind: 'dropped',
      first: n,
      last: n + 1,
      amount: times - 1,
      message: `Between frames ${countText(n)} and ${countText(n + 1)} there is room for ${countOf(times - 1, 'more picture')}: the step is ${secondsText(secondsOf(pictures, step))}, around it ${secondsText(secondsOf(pictures, steady))}.`,
    }));
  }
  return found.done();
}

/** The step that all near step n share, or null when they do not. */
function steadyStep(steps: Float64Array, n: number): number | null {
  const near = new Float64Array(STEADY_SIDE * 2);
  near.set(steps.subarray(n - STEADY_SIDE, n));
  near.set(steps.subarray(n + 1, n + 1 + STEADY_SIDE), STEADY_SIDE);
  const steady = medianOf(near);
  const within = sameStepWithin(steady);
  return steady > 0 && near.every((step) => Math.abs(step - steady) <= within) ? steady : null;
}
