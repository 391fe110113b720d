import * as z from 'zod';
import { Region } from '../../../../../shared/mark.ts';
import { Language } from '../../../../../shared/violation.ts';
import { Count, FrameRef, Md5, Sha256 } from './schema-parts.ts';

const Written = z
  .object({ lang: Language.describe('Language it is written in'), text: z.string() })
  .describe('In the language of the bundle, else in another one that it was written in');

/** Pictures of one recording with an MD5 for each. */
const Pictures = { in: FrameRef, out: FrameRef, frameMd5: z.array(Md5) };

/** Why something that was asked for is not there. */
export const OMITTED = [
  'hides',
  'hidden-near',
  'edge',
  'no-clock',
  'clock-jumps',
  'apart',
  'no-pictures',
  'hidden-page',
  'gone',
] as const;
export type Omitted = (typeof OMITTED)[number];
const LeftOut = z.object({ omitted: z.enum(OMITTED) }).describe('Asked for and left out, and why');

export const ContextSide = z.union([
  z.object({ seconds: z.int().min(1).describe('What was asked for'), ...Pictures }),
  LeftOut,
]);
export type ContextSide = z.infer<typeof ContextSide>;

export const BesideRecord = z.union([
  z.object({
    companion: z.object({ id: z.string(), sha256: Sha256, originalName: z.string().nullable(), bytes: Count }),
    ...Pictures,
    zone: z.string().nullable().describe('UTC offset in which both times of day were compared'),
    assumed: z
      .tuple([z.boolean(), z.boolean()])
      .describe('Exhibit, companion: whether its offset is not known and was taken for the other one’s'),
    frames: z
      .array(Count.nullable())
      .describe('For each picture of the exhibit, the frame of the companion beside it; null where it has none'),
    sound: z
      .enum(['exhibit', 'none'])
      .optional()
      .describe(
        'Whose sound beside.mp4 has: that of clip.mp4, packet for packet, or none. The companion is never heard',
      ),
  }),
  LeftOut,
]);
export type BesideRecord = z.infer<typeof BesideRecord>;

export const CellRecord = z.union([
  z.object({
    source: z.object({ id: z.string(), sha256: Sha256, originalName: z.string().nullable(), bytes: Count }),
    isImage: z.boolean(),
    page: z.int().min(1),
    region: Region.nullable().describe('Part of the page, in shares of its sides; null for all of it'),
  }),
  LeftOut,
]);
export type CellRecord = z.infer<typeof CellRecord>;

/** How an exhibit is presented; see shared/exhibit-recipe.ts. */
export const PresentedRecord = z.object({
  label: z.string().optional().describe('The number as printed; `number` is its folder'),
  group: z.string().optional().describe('Section of the list'),
  caption: Written.optional(),
  narrative: Written.optional(),
  context: z
    .object({ before: ContextSide.optional(), after: ContextSide.optional() })
    .optional()
    .describe('Pictures right before and after the exhibit; shown to understand it, and no part of it'),
  beside: BesideRecord.optional().describe('Another recording of the same time of day, side by side with the exhibit'),
  cell: CellRecord.optional().describe(
    'A part of a document, such as a figure of a protocol, beside its first picture',
  ),
});
export type PresentedRecord = z.infer<typeof PresentedRecord>;

export const WithdrawnNumber = z.object({ number: z.string(), label: z.string() });

/** The number of an exhibit as printed; bundles of an earlier version have only one. */
export const labelOf = ({ number, label }: { readonly number: string; readonly label?: string | undefined }): string =>
  label ?? number;
