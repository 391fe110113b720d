import * as z from 'zod';
import { Profile } from '../../../../../shared/exhibit.ts';
import { Ground, Language, Trilingual } from '../../../../../shared/violation.ts';
import { ClipSound, Count, Reference } from './schema-parts.ts';

const Seconds = z.number().min(0).describe('From the first to the last of these pictures, by their PTS');
const Coded = z.object({ code: z.string(), label: Trilingual.nullable(), needsNativeCheck: z.array(Language) });

const Entry = z.object({
  kind: z.enum(['solid', 'pixelate', 'blur', 'mute', 'tone', 'voice']),
  reason: Coded,
  basis: Coded.extend({ reference: Reference.nullable(), ground: Ground.nullable() }),
  redactions: Count.describe('How many of this kind, reason and basis'),
  frames: Count.describe('Pictures that these concern; 0 on pages. One that several concern counts for each'),
  seconds: Seconds,
});
export type RedactionLogEntry = z.infer<typeof Entry>;

/** How much a bundle hides and on what basis: never what, and not where in the picture. */
export const RedactionLog = z.object({
  format: z.literal('aigaq-redaction-log'),
  version: z.literal(1),
  profile: Profile,
  total: z.object({ redactions: Count, exhibits: Count.describe('Exhibits that hide something') }),
  exhibits: z.array(
    z.object({
      number: z.string(),
      label: z.string().describe('The number as printed'),
      sound: ClipSound,
      entries: z.array(Entry),
    }),
  ),
});
export type RedactionLog = z.infer<typeof RedactionLog>;
