import type { FrameIndex } from './frames.ts';

/** Frames first..last, both inclusive. */
export interface FrameSpan {
  readonly first: number;
  readonly last: number;
}

/** Whether two PTS are at most `seconds` apart, without rounding. */
function within({ timeBase: [num, den] }: FrameIndex, from: number, to: number, seconds: number): boolean {
  return BigInt(to - from) * BigInt(num) <= BigInt(seconds) * BigInt(den);
}

/** The pictures that begin at most `seconds` before frame `first` does; null where there are none. */
export function spanBefore(index: FrameIndex, first: number, seconds: number): FrameSpan | null {
  const start = index.pts[first] ?? 0;
  let from = first;
  while (from > 0 && within(index, index.pts[from - 1] ?? 0, start, seconds)) from -= 1;
  return from === first ? null : { first: from, last: first - 1 };
}

/** The pictures after frame `last` that begin at most `seconds` after the first of them; null where there are none. */
export function spanAfter(index: FrameIndex, last: number, seconds: number): FrameSpan | null {
  const from = last + 1;
  if (seconds === 0 || from >= index.pts.length) return null;
  const start = index.pts[from] ?? 0;
  let to = from;
  while (to + 1 < index.pts.length && within(index, start, index.pts[to + 1] ?? 0, seconds)) to += 1;
  return { first: from, last: to };
}
