import * as z from 'zod';

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
