import { type FrameIndex, keyFrameAfter, keyFrameAtOrBefore } from '../../../../shared/frames.ts';
import type { Reader } from './frame-ring.ts';

/** Frames to decode, both ends inclusive. */
export interface DecodeRange {
  readonly first: number;
  readonly last: number;
  /** In descending order: the reader waits for the last one, and steps back through all of them. */
  readonly lastFirst?: boolean;
}

interface PlanInput extends Reader {
  readonly index: FrameIndex;
  /** True for a frame whose picture is at hand or cannot be had. */
  readonly has: (n: number) => boolean;
  /** Pictures that can be kept. */
  readonly capacity: number;
  /** He is on his way, step after step: then what lies behind him or far ahead can wait. */
  readonly moving: boolean;
}

/** The next few pictures, which come before anything else. */
const SOON = 6;
/** What the decoder put out on its way to the wanted picture, see sample-stash.ts. */
const JUST_BEFORE = 48;
/** Four seconds at 30 pictures a second: enough for any step and short shuttle. */
const MOST_AHEAD = 120;
/** While he moves: two seconds of a held key, in which a long group can be begun anew. */
const AHEAD_MOVING = 60;
/** Decoded at a time, so that what is planned keeps to what he does. Forwards the decoder simply goes on. */
const PIECE = 24;
/** Backwards every stretch costs the way from its key picture, so the longer the better. */
const MOST_BACK = 180;
/** Share of what can be kept behind that is decoded at a time: a longer stretch costs less, a shorter one comes earlier. */
const STRETCH = 0.4;
/** Topping up begins when so many are missing: single pictures are not worth a request. */
const GATHER = 8;

/** Pictures behind a reader on his way back that the ring keeps. */
const reachBack = (capacity: number): number => Math.min(MOST_BACK, Math.floor((capacity * 5) / 6) - 1);

function firstMissing(from: number, to: number, has: (n: number) => boolean): number | null {
  const step = to < from ? -1 : 1;
  for (let n = from; n !== to + step; n += step) if (!has(n)) return n;
  return null;
}

/**
 * What to decode next for a reader, most urgent first: the picture under him, the next few his way, those just before,
 * a little more his way, those before them, then as far ahead as memory allows. Backwards a whole stretch is decoded at a time, because every one costs the way
 * from its key picture, and early enough that it is there when he reaches it. Null: everything useful is at hand.
 */
export function planDecode(input: PlanInput): DecodeRange | null {
  const { n, direction, index, has, capacity, moving } = input;
  const end = index.pts.length - 1;
  if (!has(n) && direction > 0) return { first: n, last: Math.min(end, n + SOON) };
  if (!has(n)) return moving ? stretchTo(input, n) : { first: n, last: n };
  const ahead = Math.min(moving ? AHEAD_MOVING : MOST_AHEAD, Math.floor((capacity * 2) / 3) - 1);
  // Not more: farther behind, the ring would rather keep what lies ahead, and it would be planned for again and again.
  const behind = Math.floor(capacity / 3) - 1;
  const key = keyFrameAtOrBefore(index, n);
  const before = justBefore(input, Math.max(key, n - Math.min(JUST_BEFORE, behind)));
  if (direction < 0) {
    const jumped = before?.last === n - 1 ? before : null;
    return jumped ?? stretchBehind(input) ?? nextOnes(input, SOON, 1);
  }
  if (moving) return nextOnes(input, SOON, 1) ?? nextOnes(input, ahead, GATHER);
  // With nothing else to do: he may turn round, and at the start of a group that costs the whole group before.
  const rest = () => restBehind(input, behind);
  return (
    nextOnes(input, SOON, 1) ??
    before ??
    nextOnes(input, Math.min(PIECE, ahead), GATHER) ??
    rest() ??
    nextOnes(input, ahead, GATHER)
  );
}

/** What is missing on end down from frame m: a reader on his way back needs it soon, the last one first. */
function stretchTo({ index, has, capacity }: PlanInput, m: number): DecodeRange {
  const least = startOfStretch(index, m, Math.min(JUST_BEFORE, reachBack(capacity)));
  let first = m;
  while (first > least && !has(first - 1)) first -= 1;
  return { first, last: m, lastFirst: true };
}

/** From the first missing picture after the reader on; only when at least `gather` are to come, or it is the end. */
function nextOnes({ n, index, has }: PlanInput, most: number, gather: number): DecodeRange | null {
  const end = index.pts.length - 1;
  const last = Math.min(end, n + most);
  const m = last > n ? firstMissing(n + 1, last, has) : null;
  if (m === null || (last - m + 1 < gather && last < end)) return null;
  return { first: m, last: Math.min(last, m + PIECE - 1) };
}

/** What is missing from `least` up to the reader. */
function justBefore({ n, has }: PlanInput, least: number): DecodeRange | null {
  const m = n > least ? firstMissing(n - 1, least, has) : null;
  return m === null ? null : { first: least, last: m };
}

/** What is missing of the `most` before the reader; single pictures are not worth it. */
function restBehind({ n, has }: PlanInput, most: number): DecodeRange | null {
  const least = Math.max(0, n - most);
  const m = n > least ? firstMissing(n - 1, least, has) : null;
  if (m === null) return null;
  return m - least + 1 < GATHER && least > 0 ? null : { first: least, last: m };
}

/**
 * The stretch that ends with the first missing picture before the reader, as soon as there is room for it. Where he will
 * be there soon, it is a shorter one that brings that picture first.
 */
function stretchBehind(input: PlanInput): DecodeRange | null {
  const { n, index, has, capacity } = input;
  const reach = reachBack(capacity);
  const least = Math.max(0, n - reach);
  const m = n > least ? firstMissing(n - 1, least, has) : null;
  const stretch = Math.max(GATHER, Math.floor(reach * STRETCH));
  if (m === null || n - m > reach - stretch) return null;
  if (n - m < PIECE) return stretchTo(input, m);
  return { first: startOfStretch(index, m, stretch), last: m };
}

/**
 * Where a stretch of at most `length` pictures up to frame `last` begins: inside the group of `last` anywhere, for the way
 * from its key picture has to be gone anyhow; before it only with whole groups.
 */
function startOfStretch(index: FrameIndex, last: number, length: number): number {
  const wanted = Math.max(0, last - length + 1);
  return wanted >= keyFrameAtOrBefore(index, last) ? wanted : keyFrameAfter(index, wanted - 1);
}
