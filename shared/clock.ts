import * as z from 'zod';
import { AppError } from './errors.ts';
import { assertFrame, type FrameIndex, lastAtOrBefore } from './frames.ts';
import type { TimeBase } from './time.ts';

/** Where a recording's time of day comes from. */
export const CLOCK_BASES = ['container', 'burnt-in', 'reference', 'statement'] as const;
/**
 * `container`: a date in the file. `burnt-in`: a clock in the picture, read by a person. `reference`: an event whose
 * time is known otherwise, or that another recording shows too. `statement`: somebody said so.
 */
export type ClockBasis = (typeof CLOCK_BASES)[number];

/** What a clock showed at one picture of the recording. `pts` is that picture's, so that a renumbered list is noticed. */
export const ClockReading = z.object({
  frame: z.int().min(0),
  pts: z.int(),
  /** Date and time as shown, ISO 8601 without zone; read to the second unless it carries a fraction. */
  shown: z.iso.datetime({ local: true }).refine((text) => !text.endsWith('Z'), 'a clock in a picture shows no zone'),
});
export type ClockReading = z.infer<typeof ClockReading>;

/** A recording's time basis, and how far it is from true time. */
export const RecordingClock = z.object({
  basis: z.enum(CLOCK_BASES),
  /** One or more, in order of frames. */
  readings: z.array(ClockReading).min(1).max(50),
  /** UTC offset of what was shown, such as `+05:00`; null when it is not known. */
  zone: z
    .string()
    .regex(/^(Z|[+-](0\d|1[0-4]):[0-5]\d)$/)
    .nullable(),
  /** How many seconds the clock was ahead of true time; negative when it was behind, 0 when it was not compared. */
  ahead: z.number().min(-3.2e9).max(3.2e9).default(0),
  /** Half width of what the offset is known to, in seconds; null when nobody can say. */
  within: z.number().min(0).max(3.2e9).nullable().default(null),
  /** How the offset was measured, in a person's words; null when it was not. */
  measured: z.string().trim().max(2000).nullable().default(null),
});
export type RecordingClock = z.infer<typeof RecordingClock>;

/**
 * Milliseconds of a date and time as it stands on a clock's face, counted as if it were UTC. Only times of one zone can
 * be compared; day changes and leap days come out right because the calendar is the same everywhere.
 */
export type FaceMs = number;

const FACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?$/;

/** Reads `2026-03-12T10:42:07.133`; NaN for what is no such text. */
export function faceMs(shown: string): FaceMs {
  const [, minute, second = '00', fraction = '0'] = FACE.exec(shown) ?? [];
  if (minute === undefined) return Number.NaN;
  return Date.parse(`${minute}:${second}Z`) + Math.round(Number(`0.${fraction}`) * 1000);
}

/** What a reading can be off by because of how fine it was read, in milliseconds: a minute, a second, or its last digit. */
export function readTo({ shown }: Pick<ClockReading, 'shown'>): number {
  const [, , second, fraction] = FACE.exec(shown) ?? [];
  if (second === undefined) return 60_000;
  return fraction === undefined ? 1000 : Math.max(1, 10 ** (3 - fraction.length));
}

/** Milliseconds from one PTS to another, exact but for the rounding to a whole one (a half goes up). */
export function elapsedMs(from: number, to: number, [num, den]: TimeBase): number {
  const twice = 2n * BigInt(den);
  const value = (BigInt(to) - BigInt(from)) * BigInt(num) * 2000n + BigInt(den);
  const rest = value % twice;
  return Number((value - rest) / twice) - (rest < 0n ? 1 : 0);
}

/** The time of day of one picture. Two of them are comparable when their clocks' zones are. */
export interface WallTime {
  /** What the clock showed at this picture, or would have shown. */
  readonly shown: FaceMs;
  /** True time as far as it is known: `shown` less what the clock was ahead. */
  readonly corrected: FaceMs;
  /** How finely the reading was read that this comes from, in milliseconds either way. */
  readonly readTo: number;
  /** Half width of what `corrected` is known to, reading and offset together; null when nobody can say. */
  readonly within: number | null;
}

/** The reading that counts at frame n: the nearest one at or before it, else the first one. */
export function readingAt({ readings }: RecordingClock, n: number): ClockReading {
  const found = readings.findLast(({ frame }) => frame <= n) ?? readings[0];
  if (found === undefined)
    throw new AppError('invalid_input', 'This clock has no reading. Read it at a picture first.');
  return found;
}

/** As {@link wallTimeAt}, for a picture whose number and PTS are known already. */
export function wallTimeOf(clock: RecordingClock, timeBase: TimeBase, { n, pts }: Picture): WallTime {
  const reading = readingAt(clock, n);
  const shown = faceMs(reading.shown) + elapsedMs(reading.pts, pts, timeBase);
  const fine = readTo(reading);
  return {
    shown,
    corrected: shown - Math.round(clock.ahead * 1000),
    readTo: fine,
    within: clock.within === null ? null : fine + Math.round(clock.within * 1000),
  };
}

interface Picture {
  readonly n: number;
  readonly pts: number;
}

/**
 * The time of day of frame n, by the difference in PTS from the reading that counts there.
 * @throws AppError frame_out_of_range
 */
export function wallTimeAt(clock: RecordingClock, index: Pick<FrameIndex, 'timeBase' | 'pts'>, n: number): WallTime {
  assertFrame(n, index.pts.length);
  return wallTimeOf(clock, index.timeBase, { n, pts: index.pts[n] ?? 0 });
}

/** What the clock ran between two neighbouring readings, and what the pictures ran. */
export interface ReadingCheck {
  readonly from: ClockReading;
  readonly to: ClockReading;
  /** Milliseconds between the two readings, and between the PTS of their pictures. */
  readonly clockMs: number;
  readonly pictureMs: number;
  /** `clockMs - pictureMs`: above 0 when the clock gained, or was set forward, or pictures are missing. */
  readonly differenceMs: number;
  /** The same in parts per million of what the pictures ran; null when they did not run forwards. */
  readonly ppm: number | null;
  /** True when the difference is no more than how finely both were read; otherwise it is a jump or the rate is wrong. */
  readonly explained: boolean;
}

export interface ReadingsReport {
  readonly checks: readonly ReadingCheck[];
  /** Readings whose PTS is not that of their frame any more, or whose frame is not there. */
  readonly strayed: readonly ClockReading[];
}

/** Compares what a clock ran between its readings with what the pictures ran. It says what differs, never why. */
export function checkReadings(clock: RecordingClock, index: Pick<FrameIndex, 'timeBase' | 'pts'>): ReadingsReport {
  const { readings } = clock;
  const checks = readings.slice(1).map((to, before): ReadingCheck => {
    const from = readings[before] ?? to;
    const clockMs = faceMs(to.shown) - faceMs(from.shown);
    const pictureMs = elapsedMs(from.pts, to.pts, index.timeBase);
    const differenceMs = clockMs - pictureMs;
    const ppm = pictureMs > 0 ? (differenceMs / pictureMs) * 1e6 : null;
    const explained = Math.abs(differenceMs) <= readTo(from) + readTo(to);
    return { from, to, clockMs, pictureMs, differenceMs, ppm, explained };
  });
  return { checks, strayed: readings.filter(({ frame, pts }) => index.pts[frame] !== pts) };
}

/**
 * The same readings at the frames that have their PTS in a renewed list. One whose picture is gone keeps its PTS, goes to
 * the picture on screen at that moment and so stays visible as strayed. The same object when nothing moved.
 */
export function anchoredTo(clock: RecordingClock, index: Pick<FrameIndex, 'pts'>): RecordingClock {
  if (clock.readings.every(({ frame, pts }) => index.pts[frame] === pts)) return clock;
  const readings = clock.readings.map((reading) => {
    if (index.pts[reading.frame] === reading.pts) return reading;
    const same = index.pts.indexOf(reading.pts);
    return { ...reading, frame: same >= 0 ? same : Math.max(0, lastAtOrBefore(index.pts, reading.pts)) };
  });
  return { ...clock, readings: readings.sort((a, b) => a.frame - b.frame) };
}
