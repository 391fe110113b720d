import { elapsedMs, type FaceMs, faceMs, type RecordingClock, wallTimeAt, wallTimeOf } from '../../../shared/clock.ts';
import { clockOf } from '../../../shared/common-clock.ts';
import type { Item } from '../../../shared/evidence.ts';
import type { FrameIndex } from '../../../shared/frames.ts';
import { ptsText } from '../../../shared/time.ts';
import { type FaceText, faceText, zoneName } from '../../../shared/wall-text.ts';

type Times = Pick<FrameIndex, 'timeBase' | 'pts'>;

/** What tells the time of day of a recording's pictures, in its own zone: never moved to the reader's. */
export interface RecordedAt {
  readonly clock: RecordingClock;
  /** True when the clock was read or worked out; false for a time that was only stated for the first picture. */
  readonly measured: boolean;
  /** Corrected time of the first picture, or of the beginning of what has none. */
  readonly startMs: FaceMs;
  /** From each reading on, what the clock would have read at the first picture by that reading; the first piece is all that most have. */
  readonly pieces: readonly ClockPiece[];
}

export interface ClockPiece {
  /** Seconds after the first picture. */
  readonly from: number;
  readonly startMs: FaceMs;
}

export interface WallClock {
  /** `2026-03-12`, corrected by what the clock was ahead. */
  readonly date: string;
  /** `10:42:07.133` */
  readonly time: string;
  /** `UTC`, `+05:00`, or empty when the zone is not known. */
  readonly zone: string;
  /** Milliseconds either way that the corrected time is known to; null when nobody can say. */
  readonly within: number | null;
  /** What the clock itself showed, where that was something else. */
  readonly shown: FaceText | null;
}

/** Sound has no list of pictures: its beginning stands in for the first one. */
const NO_PICTURES: Times = { timeBase: [1, 1000], pts: [0] };

/** The clock of an item; null when neither a clock nor a time that can be read was stated. */
export function recordedOf(item: Pick<Item, 'timing' | 'recorded'>, index: Times | null): RecordedAt | null {
  const times = index !== null && index.pts.length > 0 ? index : NO_PICTURES;
  const clock = clockOf(item, times.pts[0] ?? 0);
  if (!clock) return null;
  const startMs = wallTimeAt(clock, times, 0).corrected;
  return { clock, measured: item.timing !== null, startMs, pieces: piecesOf(clock, times) };
}

function piecesOf(clock: RecordingClock, { timeBase, pts }: Times): ClockPiece[] {
  return clock.readings.map((reading, place) => {
    const ran = elapsedMs(pts[0] ?? 0, reading.pts, timeBase);
    const startMs = faceMs(reading.shown) - Math.round(clock.ahead * 1000) - ran;
    return { from: place === 0 ? Number.NEGATIVE_INFINITY : ran / 1000, startMs };
  });
}

/** The time of day of frame n. Whoever shows one takes it from here. */
export function wallClockOf({ clock }: RecordedAt, index: Times, n: number): WallClock {
  const { shown, corrected, within } = wallTimeOf(clock, index.timeBase, { n, pts: index.pts[n] ?? 0 });
  return {
    ...faceText(corrected),
    zone: zoneName(clock.zone),
    within,
    shown: shown === corrected ? null : faceText(shown),
  };
}

/** The time of day so many seconds after the first picture; for sound and rulers, which have no frame to go by. */
export function wallClockAt({ clock, startMs, pieces }: RecordedAt, seconds: number): WallClock {
  const piece = pieces.findLast(({ from }) => from <= seconds);
  const corrected = (piece?.startMs ?? startMs) + Math.round(seconds * 1000);
  return {
    ...faceText(corrected),
    zone: zoneName(clock.zone),
    within: wallTimeOf(clock, NO_PICTURES.timeBase, { n: 0, pts: 0 }).within,
    shown: clock.ahead === 0 ? null : faceText(corrected + Math.round(clock.ahead * 1000)),
  };
}

/** Seconds after midnight that the corrected clock read at the first picture. */
export function secondsOfDay({ startMs }: RecordedAt): number {
  return (((startMs % 86_400_000) + 86_400_000) % 86_400_000) / 1000;
}

/** `10:42:07` of frame n where its time of day is known, else the stream's own time. */
export function shortTime(recorded: RecordedAt | null, index: Times, n: number): string {
  if (recorded) return wallClockOf(recorded, index, n).time.slice(0, 8);
  return ptsText(index.pts[n] ?? 0, index.timeBase).slice(0, -4);
}
