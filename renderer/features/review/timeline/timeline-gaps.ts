import { type FrameIndex, intervalSeconds } from '../../../../shared/frames.ts';

/** A stretch without pictures between frame `after` and the next one, in seconds on the stream's clock. */
export interface Gap {
  readonly after: number;
  readonly start: number;
  readonly end: number;
}

/** A pause counts as a gap when it is this many times the usual step between pictures … */
const TIMES_USUAL = 5;
/** … and long enough for something to happen in it. */
const LEAST_SECONDS = 0.5;

/** The usual step between pictures: the median, which neither a slow-motion stretch nor the gaps themselves can move. */
export function usualStep(pts: readonly number[]): number {
  const steps = pts.slice(1).map((value, n) => value - (pts[n] ?? 0));
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
}

/** Stretches in which the recording holds no picture although its rate says that it should. */
export function findGaps(index: FrameIndex): Gap[] {
  const usual = usualStep(index.pts);
  const [num, den] = index.timeBase;
  const least = Math.max(usual * TIMES_USUAL, (LEAST_SECONDS * den) / num);
  const gaps: Gap[] = [];
  for (let n = 0; n + 1 < index.pts.length; n++) {
    const from = index.pts[n] ?? 0;
    const step = (index.pts[n + 1] ?? 0) - from;
    // The last picture before the gap keeps its usual time on screen; the rest of the step is missing.
    if (step > least)
      gaps.push({ after: n, start: ((from + usual) * num) / den, end: intervalSeconds(index, n, n).end });
  }
  return gaps;
}
