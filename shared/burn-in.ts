import * as z from 'zod';

/** What can be burnt into a clip to tell where each of its pictures comes from, in the order in which it is shown. */
export const BURN_INS = ['number', 'frame', 'clock'] as const;
export type BurnInPart = (typeof BURN_INS)[number];

/** Number of the exhibit, number of the source frame, time of day with its basis: each by itself. */
export const BurnIn = z.object({
  number: z.boolean(),
  frame: z.boolean(),
  clock: z.boolean(),
});
export type BurnIn = z.infer<typeof BurnIn>;

export const NO_BURN_IN: BurnIn = { number: false, frame: false, clock: false };

/** These parts and no others. */
export const burnInOf = (parts: readonly BurnInPart[]): BurnIn => ({
  number: parts.includes('number'),
  frame: parts.includes('frame'),
  clock: parts.includes('clock'),
});

/** The parts that are asked for, in their order. */
export const burnInParts = (burnIn: BurnIn): BurnInPart[] => BURN_INS.filter((part) => burnIn[part]);

/** Reads `number,frame` or `none`; null for anything else. */
export function parseBurnIn(text: string): BurnIn | null {
  if (text.trim() === 'none') return NO_BURN_IN;
  const asked = text.split(',').map((part) => part.trim());
  const parts = BURN_INS.filter((part) => asked.includes(part));
  return parts.length === asked.length ? burnInOf(parts) : null;
}
