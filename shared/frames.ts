import { AppError } from './errors.ts';
import { ptsToSeconds, type TimeBase } from './time.ts';

/**
 * The list of pictures of a video stream in presentation order (design: frame-accurate means the decoder's list).
 * Frame n is the n-th picture counted from 0.
 */
export interface FrameIndex {
  readonly timeBase: TimeBase;
  /** PTS of every frame in units of `timeBase`, in presentation order. */
  readonly pts: readonly number[];
  /** Numbers of the key frames, ascending. */
  readonly keys: readonly number[];
}

/**
 * Who says which pictures there are. `container`: its tables, under the rule of frame-accuracy.md; a decode of the whole
 * stream is still to come. `decoder`: that decode, which has the last word.
 */
export type FrameSource = 'container' | 'decoder';

/** Which field of an interlaced recording comes first in time. */
export type FieldOrder = 'progressive' | 'top' | 'bottom';

/** The index as it is handed to a reader. */
export interface FrameList extends FrameIndex {
  readonly source: FrameSource;
  readonly fieldOrder: FieldOrder;
}

/** Identity of one picture inside one original. `md5` is the MD5 of the decoded upright picture in its own pixel format. */
export interface FrameRef {
  readonly n: number;
  readonly pts: number;
  readonly md5: string;
}

/** Throws `frame_out_of_range` unless `n` is a frame of an index with `count` frames. */
export function assertFrame(n: number, count: number, what = 'Frame'): void {
  if (Number.isInteger(n) && n >= 0 && n < count) return;
  const range = count > 0 ? `its frames are 0 to ${count - 1}` : 'it has no frames';
  throw new AppError('frame_out_of_range', `${what} ${n} is not in this recording; ${range}.`, {
    frame: n,
    frames: count,
  });
}

/** The last position in ascending `values` whose value is ≤ `target`, or -1. */
export function lastAtOrBefore(values: readonly number[], target: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Number.POSITIVE_INFINITY) <= target) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The frame on screen at `seconds` on the stream's clock: the last one presented at or before it. Before the first
 * frame it is frame 0. Half a microsecond of slack absorbs the rounding of players that speak float seconds.
 */
export function frameAtSeconds(index: FrameIndex, seconds: number): number {
  const [num, den] = index.timeBase;
  return Math.max(0, lastAtOrBefore(index.pts, ((seconds + 5e-7) * den) / num));
}

/** Number of the key frame at or before frame n; 0 when there is none (a stream may open on a recovery point). */
export function keyFrameAtOrBefore(index: FrameIndex, n: number): number {
  return index.keys[lastAtOrBefore(index.keys, n)] ?? 0;
}

/** Number of the first key frame after frame n, or the last frame. */
export function keyFrameAfter(index: FrameIndex, n: number): number {
  return index.keys[lastAtOrBefore(index.keys, n) + 1] ?? index.pts.length - 1;
}

/**
 * How long frame n stays on screen, in PTS units: the distance to the next picture; for the last one the distance
 * from the one before (its own duration field is often false); 1/25 s for a single picture.
 */
export function frameDuration(index: FrameIndex, n: number): number {
  const at = index.pts[n];
  const next = index.pts[n + 1];
  const previous = index.pts[n - 1];
  if (at !== undefined && next !== undefined) return Math.max(1, next - at);
  if (at !== undefined && previous !== undefined) return Math.max(1, at - previous);
  const [num, den] = index.timeBase;
  return Math.max(1, Math.round(den / num / 25));
}

/** Seconds covered by frames first..last, both inclusive. For display and for cutting sound. */
export function intervalSeconds(index: FrameIndex, first: number, last: number): { start: number; end: number } {
  const start = ptsToSeconds(index.pts[first] ?? 0, index.timeBase);
  const end = ptsToSeconds((index.pts[last] ?? 0) + frameDuration(index, last), index.timeBase);
  return { start, end };
}

/** True when the steps between pictures differ by more than the one tick that rounding explains. */
export function isVariableRate(pts: readonly number[]): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let n = 1; n < pts.length; n++) {
    const step = (pts[n] ?? 0) - (pts[n - 1] ?? 0);
    least = Math.min(least, step);
    most = Math.max(most, step);
  }
  return most - least > 1;
}
