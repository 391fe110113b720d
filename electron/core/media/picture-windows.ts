import { keyFrameAtOrBefore, lastAtOrBefore } from '../../../shared/frames.ts';
import type { KeptIndex } from './index-file.ts';

/** A run of frames that is decoded together, both ends inclusive. */
export interface PictureWindow {
  readonly first: number;
  readonly last: number;
}

const PIXELS = 40e6;
const LEAST = 12;
const MOST = 64;

/** How many pictures of this size are worth decoding at once. */
export function windowLength(index: KeptIndex, maxWidth: number | null): number {
  const width = Math.max(1, Math.min(index.width, maxWidth ?? index.width));
  const height = (index.height * width) / Math.max(1, index.width);
  return Math.max(LEAST, Math.min(MOST, Math.floor(PIXELS / Math.max(1, width * height))));
}

/**
 * The window that frame n lies in. Windows begin at key frames where groups are long enough, so that no picture is
 * decoded only to be thrown away; where key frames are dense, a plain grid serves.
 */
export function windowOf(index: KeptIndex, n: number, length: number): PictureWindow {
  const end = index.pts.length - 1;
  const key = keyFrameAtOrBefore(index, n);
  const next = index.keys[lastAtOrBefore(index.keys, n) + 1];
  const groupEnd = next === undefined ? end : next - 1;
  if (groupEnd - key + 1 < length / 2) {
    const first = Math.floor(n / length) * length;
    return { first, last: Math.min(end, first + length - 1) };
  }
  const first = key + Math.floor((n - key) / length) * length;
  return { first, last: Math.min(groupEnd, first + length - 1) };
}
