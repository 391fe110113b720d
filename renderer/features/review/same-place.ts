import { type FrameIndex, lastAtOrBefore } from '../../../shared/frames.ts';

/**
 * The frame of a renewed list that was frame n of the list before: the one with the same PTS, else the last before it.
 * Both lists are of one stream; should its time base have been told differently, seconds decide.
 */
export function samePlace(before: FrameIndex, after: FrameIndex, n: number): number {
  const [num, den] = before.timeBase;
  const [num2, den2] = after.timeBase;
  const ticks = ((before.pts[n] ?? 0) * num * den2) / (den * num2);
  return Math.max(0, lastAtOrBefore(after.pts, ticks));
}
