import type { FrameIndex } from './frames.ts';
import { stepAt } from './picture-steps.ts';

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
/** Steps on either side that say what is usual there, and how many it takes for a side to say anything. */
const NEAR = 15;
const ENOUGH = 5;

const medianStep = (pts: readonly number[], from: number, to: number): number => stepAt(pts, 2, from, to);

/**
 * The usual step between pictures in PTS units: the median, which neither a slow-motion stretch nor the gaps
 * themselves can move. 0 for fewer than two pictures.
 */
export function usualStep(pts: readonly number[]): number {
  return stepAt(pts, 2);
}

/**
 * What is usual around the step after frame n: the greater of the medians before and after it, so that a stretch at a
 * lower rate (a camera in the dark, a recorder between alarms) is no row of gaps. `whole` answers where too little is
 * near.
 */
export function usualStepNear(pts: readonly number[], n: number, whole: number): number {
  const before = Math.max(0, n - NEAR);
  const after = Math.min(pts.length - 1, n + 1 + NEAR);
  const sides = [
    n - before >= ENOUGH ? medianStep(pts, before, n) : 0,
    after - (n + 1) >= ENOUGH ? medianStep(pts, n + 1, after) : 0,
  ];
  return Math.max(...sides) || whole;
}

/** True when the median of a side's steps is at least `step`: as `usualStepNear` would find it, but without sorting. */
function usualOn(pts: readonly number[], from: number, to: number, step: number): boolean | null {
  const count = to - from;
  if (count < ENOUGH) return null;
  let long = 0;
  for (let n = from; n < to; n++) if ((pts[n + 1] ?? 0) - (pts[n] ?? 0) >= step) long++;
  return long >= count - (count >> 1);
}

function isGap(pts: readonly number[], n: number, step: number, whole: number): boolean {
  const share = step / TIMES_USUAL;
  const before = usualOn(pts, Math.max(0, n - NEAR), n, share);
  const after = usualOn(pts, n + 1, Math.min(pts.length - 1, n + 1 + NEAR), share);
  return before === null && after === null ? whole < share : before !== true && after !== true;
}

/** Stretches in which the recording holds no picture although its rate says that it should. */
export function findGaps({ pts, timeBase: [num, den] }: Pick<FrameIndex, 'pts' | 'timeBase'>): Gap[] {
  const whole = usualStep(pts);
  const least = (LEAST_SECONDS * den) / num;
  const gaps: Gap[] = [];
  for (let n = 0; n + 1 < pts.length; n++) {
    const from = pts[n] ?? 0;
    const to = pts[n + 1] ?? 0;
    if (to - from <= least || !isGap(pts, n, to - from, whole)) continue;
    // The last picture before the gap keeps its usual time on screen; the rest of the step is missing.
    const usual = usualStepNear(pts, n, whole);
    gaps.push({ after: n, start: ((from + usual) * num) / den, end: (to * num) / den });
  }
  return gaps;
}
