import { type FrameIndex, isVariableRate } from '../../../../shared/frames.ts';
import { usualStep } from '../../../../shared/picture-gaps.ts';
import type { TimeBase } from '../../../../shared/time.ts';

/** A recording's list of pictures as the analyses read it. */
export interface CoursePictures {
  readonly timeBase: TimeBase;
  readonly pts: readonly number[];
  readonly keys: readonly number[];
  /** MD5 of every picture; null while nobody has decoded them all. */
  readonly md5: readonly string[] | null;
  /** Distance from picture n to the next one, in PTS units; one fewer than pictures. */
  readonly steps: Float64Array;
  /** The usual step of the whole recording, in PTS units. */
  readonly usual: number;
  /** Steps differ by more than the tick that rounding explains. */
  readonly variable: boolean;
}

export function coursePictures(index: FrameIndex, md5: readonly string[] | null): CoursePictures {
  const { timeBase, pts, keys } = index;
  const steps = new Float64Array(Math.max(0, pts.length - 1));
  for (let n = 0; n < steps.length; n++) steps[n] = (pts[n + 1] ?? 0) - (pts[n] ?? 0);
  const whole = md5 !== null && md5.length === pts.length ? md5 : null;
  return { timeBase, pts, keys, md5: whole, steps, usual: usualStep(pts), variable: isVariableRate(pts) };
}

/** Seconds of a distance in PTS units. */
export const secondsOf = ({ timeBase: [num, den] }: CoursePictures, units: number): number => (units * num) / den;

/**
 * How far a step may be from `usual` and still be the same one: two in a hundred, or the one tick of rounding where a
 * tick is small beside the step.
 */
export const sameStepWithin = (usual: number): number => Math.max(usual * 0.02, Math.min(1, usual * 0.1));

/** The median of a few values; it sorts them in place. 0 for none. */
export function medianOf(values: Float64Array): number {
  return values.sort()[values.length >> 1] ?? 0;
}
