import { elapsedMs, type FaceMs, faceMs, type RecordingClock, wallTimeAt } from './clock.ts';
import type { Item } from './evidence.ts';
import { type FrameIndex, frameDuration } from './frames.ts';
import { zoneMs } from './wall-text.ts';

const STATED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?$/;

/**
 * The clock that an item's times of day come from: the measured one, else the stated time of the first picture as a
 * clock with one reading; null when neither is there. The one place that decides.
 * @param firstPts PTS of the first picture; 0 for what has none
 */
export function clockOf(
  { timing, recorded }: Pick<Item, 'timing' | 'recorded'>,
  firstPts: number,
): RecordingClock | null {
  if (timing !== null) return timing;
  const [, shown, zone = null] = STATED.exec(recorded ?? '') ?? [];
  if (shown === undefined || Number.isNaN(faceMs(shown))) return null;
  const readings = [{ frame: 0, pts: firstPts, shown }];
  return { basis: 'statement', readings, zone, ahead: 0, within: null, measured: null };
}

type Times = Pick<FrameIndex, 'timeBase' | 'pts'>;

/** Frames first..last, all timed by the same reading, with the time of day at which they begin and end. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly start: FaceMs;
  readonly end: FaceMs;
}

/** The recording cut at its readings: within each piece the corrected time runs as the PTS do. */
export function clockStretches(clock: RecordingClock, index: FrameIndex): Stretch[] {
  const count = index.pts.length;
  const read = clock.readings.slice(1).map(({ frame }) => frame);
  const starts = [...new Set([0, ...read])].filter((frame) => frame < count).sort((a, b) => a - b);
  return starts.map((first, place) => {
    const last = (starts[place + 1] ?? count) - 1;
    const length = elapsedMs(0, frameDuration(index, last), index.timeBase);
    const start = wallTimeAt(clock, index, first).corrected;
    return { first, last, start, end: wallTimeAt(clock, index, last).corrected + length };
  });
}

/**
 * The frame on screen when the corrected clock reads `ms`, or on which side of the recording that lies. Where a clock was
 * set back and so read the same twice, the earlier frame; where it was set forward over `ms`, the last one before.
 */
export function frameAtWallTime(clock: RecordingClock, index: FrameIndex, ms: FaceMs): number | 'before' | 'after' {
  const stretches = clockStretches(clock, index);
  const within = stretches.find(({ start, end }) => start <= ms && ms < end);
  if (within !== undefined) return lastAtOrBeforeTime(clock, index, within, ms);
  const ended = stretches.findLast(({ end }) => end <= ms);
  if (ended === undefined) return 'before';
  return ended === stretches.at(-1) ? 'after' : ended.last;
}

function lastAtOrBeforeTime(clock: RecordingClock, index: Times, { first, last }: Stretch, ms: FaceMs): number {
  let low = first;
  let high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (wallTimeAt(clock, index, middle).corrected <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** One recording that takes part in a common clock. */
export interface Timed {
  readonly clock: RecordingClock;
  readonly index: FrameIndex;
}

/** Several recordings on one axis of time: the corrected time in one zone. */
export interface CommonClock {
  /** Zone of the axis: that of the first recording whose zone is known; null when none is. */
  readonly zone: string | null;
  /** For each recording, whether its zone is not known and was taken for that of the axis. */
  readonly assumed: readonly boolean[];
  /** For each recording, when its first picture begins and its last one ends. */
  readonly spans: readonly { readonly start: FaceMs; readonly end: FaceMs }[];
  /** Time on the axis of frame n of recording `which`. */
  msAt(which: number, n: number): FaceMs;
  /** The frame of recording `which` on screen at a time on the axis. */
  frameAt(which: number, ms: FaceMs): number | 'before' | 'after';
}

/** Puts recordings onto one clock. Nothing is guessed silently: see `assumed`. */
export function commonClock(recordings: readonly Timed[]): CommonClock {
  const zone = recordings.find(({ clock }) => zoneMs(clock.zone) !== null)?.clock.zone ?? null;
  const axis = zoneMs(zone) ?? 0;
  const shifts = recordings.map(({ clock }) => axis - (zoneMs(clock.zone) ?? axis));
  const spans = recordings.map(({ clock, index }, which) => {
    const stretches = clockStretches(clock, index);
    const shift = shifts[which] ?? 0;
    return {
      start: Math.min(...stretches.map(({ start }) => start)) + shift,
      end: Math.max(...stretches.map(({ end }) => end)) + shift,
    };
  });
  const one = (which: number): Timed & { shift: number } => {
    const found = recordings[which];
    if (found === undefined) throw new RangeError(`no recording ${which} on this clock`);
    return { ...found, shift: shifts[which] ?? 0 };
  };
  return {
    zone,
    assumed: recordings.map(({ clock }) => zone !== null && zoneMs(clock.zone) === null),
    spans,
    msAt(which, n) {
      const { clock, index, shift } = one(which);
      return wallTimeAt(clock, index, n).corrected + shift;
    },
    frameAt(which, ms) {
      const { clock, index, shift } = one(which);
      return frameAtWallTime(clock, index, ms - shift);
    },
  };
}
