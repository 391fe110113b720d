import * as z from 'zod';
import type { FrameRef } from './frames.ts';

/** Part of a page or picture, as fractions of its upright width and height. */
export const Region = z
  .object({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().positive().max(1),
    height: z.number().positive().max(1),
  })
  .refine((r) => r.x + r.width <= 1 + 1e-9 && r.y + r.height <= 1 + 1e-9, 'the region reaches beyond the page');
export type Region = z.infer<typeof Region>;

/**
 * Whether the pictures of a mark were compared with the original again, and what came of it. `by` is the program that
 * decoded them, such as `ffmpeg 5.1.9`; absent where bytes or lists were compared, and in older entries.
 */
export type MarkCheck =
  | { readonly state: 'unverified' }
  | { readonly state: 'verified'; readonly at: string; readonly by?: string }
  | { readonly state: 'differs'; readonly at: string; readonly frame: number; readonly by?: string };

/** An interval of pictures of a recording, or a page (or part of one) of a document. Both ends are inclusive. */
export interface Mark {
  readonly id: string;
  readonly evidenceId: string;
  readonly in: FrameRef | null;
  readonly out: FrameRef | null;
  readonly page: number | null;
  readonly region: Region | null;
  readonly title: string;
  readonly note: string | null;
  readonly violations: readonly string[];
  readonly place: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly check: MarkCheck;
  /** How many shapes and sound redactions it has; what they are, `annotations.get` says. */
  readonly annotations: number;
}

export const MarkText = z.object({
  title: z.string().trim().min(1, 'a mark needs a title').max(500),
  note: z.string().max(20_000).nullable().optional(),
  violations: z.array(z.string().min(1).max(40)).max(53).optional(),
  place: z.string().trim().min(1).max(100).nullable().optional(),
});

/** What the interval of a new or changed mark is: frames, or a page with or without a region. */
export const MarkSpan = z.object({
  in: z.int().optional(),
  out: z.int().optional(),
  page: z.int().optional(),
  region: Region.nullable().optional(),
});
export type MarkSpan = z.infer<typeof MarkSpan>;

/** What came of comparing several marks with their originals. `failed`: could not be compared, and why. */
export interface MarksReport {
  readonly checked: number;
  readonly differing: readonly { readonly markId: string; readonly frame: number }[];
  readonly failed: readonly { readonly markId: string; readonly code: string; readonly message: string }[];
}
