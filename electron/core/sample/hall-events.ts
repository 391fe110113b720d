import type { Track } from './scene-layers.ts';

/** What happens in the hall, in seconds after {@link HALL_START}; both cameras see it. */
export const HALL_SECONDS = 20;
/** Date of the invented election day and time of day at which the recordings begin, in milliseconds. */
export const SAMPLE_DATE = '2025-11-30';
export const HALL_START = (10 * 60 + 42) * 60_000;
/** The second camera's clock is wrong by this much, as clocks of recorders are. */
export const SECOND_CAMERA_AHEAD = 133_000;

/** A voter comes from the booths, puts one sheet in, and leaves. */
export const VOTER = { comes: 0.4, atBox: 3, drops: [3.6], leaves: 4.8, gone: 7.4 };
/** The member at the table turns away and goes out before the second person comes. */
export const MEMBER = { rises: 7, gone: 9.4 };
/** A second person puts a whole pack in, sheet after sheet. */
export const PACK = {
  comes: 7.6,
  atBox: 10,
  reaches: 10.2,
  drops: [10.6, 11, 11.36, 11.72, 12.04, 12.4, 12.8],
  leaves: 13.8,
  gone: 16.4,
};
export const ALL_DROPS: readonly number[] = [...VOTER.drops, ...PACK.drops];
/** Seconds that a sheet takes from the hand to the bottom of the box. */
export const FALL_SECONDS = 0.48;

/** A track given in seconds, in frames of a camera. */
export function inFrames(rate: number, keys: readonly (readonly [seconds: number, value: number])[]): Track {
  return keys.map(([seconds, value]) => [Math.round(seconds * rate), value] as const);
}

export const frameAt = (rate: number, seconds: number): number => Math.round(seconds * rate);
