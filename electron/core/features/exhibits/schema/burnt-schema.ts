import * as z from 'zod';
import { Region } from '../../../../../shared/mark.ts';
import { Ground, Language, Trilingual } from '../../../../../shared/violation.ts';
import { Count, Reference } from './schema-parts.ts';

const FramePlace = z.object({ n: Count, pts: z.int() });

const Coded = z.object({
  code: z.string(),
  label: Trilingual.nullable(),
  needsNativeCheck: z.array(Language),
});

/** One thing that an exhibit hides: why, where, and on which of its pictures. */
export const RedactionRecord = z.object({
  id: z.string(),
  kind: z.enum(['solid', 'pixelate', 'blur', 'mute', 'tone', 'voice']),
  reason: Coded.describe('Why it is hidden'),
  basis: Coded.extend({ reference: Reference.nullable(), ground: Ground.nullable() }).describe(
    'What allows or demands that it is hidden',
  ),
  frames: z
    .object({ from: FramePlace, to: FramePlace })
    .nullable()
    .describe('First and last picture of this exhibit that it concerns; null on a page and in a public bundle'),
  form: z.enum(['box', 'ellipse']).nullable(),
  regions: z
    .array(Region.extend({ n: Count.nullable() }))
    .describe(
      'Where in the picture, in fractions; at frame n exactly there, in between evenly in time; empty in a public bundle',
    ),
});
export type RedactionRecord = z.infer<typeof RedactionRecord>;

export const BurntRecord = z
  .object({
    redactions: z
      .array(RedactionRecord)
      .describe('What is hidden; in no file of the exhibit is it to be seen or heard'),
    notes: Count.describe('Shapes that are drawn over the pictures and are no part of the recording'),
  })
  .describe('What was burnt into the pictures and sound of this exhibit; absent where nothing was');
export type BurntRecord = z.infer<typeof BurntRecord>;
