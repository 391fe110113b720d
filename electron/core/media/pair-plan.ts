import type { CommonClock } from '../../../shared/common-clock.ts';
import { lastAtOrBefore } from '../../../shared/frames.ts';
import { clipTimes, timescaleOf } from './clip-picture.ts';
import type { DecodedIndex } from './decoded-index.ts';

/** How frames of one recording stand beside an interval of another one. */
export interface PairPlan {
  /** Frames of the companion that are shown at all. */
  readonly first: number;
  readonly last: number;
  /** For each picture of the interval, the companion's frame beside it; null where it has none. */
  readonly frames: readonly (number | null)[];
  /** Microseconds that are added to the times of the companion's clip. */
  readonly shift: number;
  /** Microsecond of the interval's clip from which the companion is not shown any more; null where it is to the end. */
  readonly endsAt: number | null;
}

export interface PairedSpan {
  readonly index: DecodedIndex;
  readonly first: number;
  readonly last: number;
}

/** Times of day are whole milliseconds. A picture counts a little early, so that rounding never leaves one out. */
const EARLY = 1000;
/** A clock that runs otherwise than the pictures by more than this, in milliseconds, jumps. */
const STEADY = 2;

/**
 * Which frame stands beside which, as the film will show it: the last one of the companion that began. The film is
 * made of two clips whose times differ by one shift, so within the interval no clock may jump.
 * @returns why there can be no such film, where there can be none
 */
export function planPair(own: PairedSpan, other: DecodedIndex, clock: CommonClock): PairPlan | 'apart' | 'clock-jumps' {
  const count = own.last - own.first + 1;
  const days = Array.from({ length: count }, (_, i) => clock.msAt(0, own.first + i));
  const shown = days.map((ms) => clock.frameAt(1, ms));
  const known = shown.filter((frame) => typeof frame === 'number');
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return 'apart';
  if (known.some((frame, i) => frame < (known[i - 1] ?? frame))) return 'clock-jumps';
  const times = microTimes(own);
  const otherTimes = microTimes({ index: other, first, last });
  const otherDays = otherTimes.map((_, j) => clock.msAt(1, first + j));
  if (!steady(times, days) || !steady(otherTimes, otherDays)) return 'clock-jumps';
  const shift = ((otherDays[0] ?? 0) - (days[0] ?? 0)) * 1000 - EARLY;
  const shifted = otherTimes.map((time) => time + shift);
  const frames = times.map((time, i) => {
    if (typeof shown[i] !== 'number') return null;
    return first + Math.max(0, lastAtOrBefore(shifted, time));
  });
  const end = frames.findLastIndex((frame) => frame !== null) + 1;
  return { first, last, frames, shift, endsAt: times[end] ?? null };
}

const steady = (times: readonly number[], days: readonly number[]): boolean =>
  times.every((time, i) => Math.abs(time / 1000 - ((days[i] ?? 0) - (days[0] ?? 0))) <= STEADY);

/** Times of a clip's pictures in microseconds, rounded as ffmpeg rounds them: to nearest, halves away from zero. */
function microTimes({ index, first, last }: PairedSpan): number[] {
  const scale = BigInt(timescaleOf(index.timeBase));
  const half = scale / 2n;
  return clipTimes({ index, first, last }).map((ticks) => Number((BigInt(ticks) * 1_000_000n + half) / scale));
}
