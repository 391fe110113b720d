/**
 * The machine-readable part of a bundle: `exhibit.json`, `bundle.json` and `custody.json`. `verify` reads bundles that
 * anybody may have written, so everything is checked against these schemas; `bundle-schema.json` in every bundle is
 * made from them.
 */
import * as z from 'zod';
import { RecordingClock } from '../../../../../shared/clock.ts';
import { GATE_FIELDS, Profile } from '../../../../../shared/exhibit.ts';
import { Region } from '../../../../../shared/mark.ts';
import { Place } from '../../../../../shared/place.ts';
import { Language, LegalBasis } from '../../../../../shared/violation.ts';
import { BurntRecord } from './burnt-schema.ts';
import { CourseRecord } from './course-schema.ts';
import { CustodyDocument, Head } from './custody-schema.ts';
import { PresentedRecord, WithdrawnNumber } from './presented-schema.ts';
import { RedactionLog } from './redaction-log-schema.ts';
import { Count, Md5, FrameRef as PlainFrameRef, Sha256 } from './schema-parts.ts';

const FrameRef = PlainFrameRef.describe(
  'One picture: its number from 0, its PTS in the time base, MD5 of the decoded picture',
);

const TimeBase = z.tuple([z.int().positive(), z.int().positive()]).describe('Seconds per PTS unit as a fraction');

const MarkRecord = z.object({
  id: z.string(),
  evidenceId: z.string(),
  in: FrameRef.nullable(),
  out: FrameRef.nullable(),
  page: z.int().nullable(),
  region: Region.nullable(),
  title: z.string(),
  note: z.string().nullable(),
  violations: z.array(z.string()),
  place: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string().nullable().describe('Null in a public bundle'),
  check: z.object({ state: z.string() }).loose(),
});

export const FileRole = z.enum([
  'clip',
  'clean',
  'still',
  'page',
  'sheet',
  'frames',
  'mask',
  'notes',
  'burn-in',
  'slate',
  'context',
  'beside',
  'companion',
  'labels',
  'cell',
]);
export type FileRole = z.infer<typeof FileRole>;

/** How a file was made, so that a third party can make it again from the original. */
export const Recipe = z.object({
  tools: z.record(z.string(), z.string()).describe('Tools with their versions, in no particular order'),
  input: z.record(z.string(), Sha256).describe('Names used in the arguments, and the SHA-256 of what they stand for'),
  arguments: z
    .array(z.string())
    .optional()
    .describe('Exact arguments of ffmpeg; ORIGINAL and CLIP stand for files, other names for files of the exhibit'),
  options: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Recipe = z.infer<typeof Recipe>;

export const ExhibitFile = z.object({
  path: z
    .string()
    .regex(/^[a-z0-9._-]{1,100}$/)
    .describe('Relative to the folder of the exhibit'),
  role: FileRole,
  sha256: Sha256,
  bytes: Count,
  recipe: Recipe,
});
export type ExhibitFile = z.infer<typeof ExhibitFile>;

const Violation = z.object({
  code: z.string(),
  label: z.object({ en: z.string(), ru: z.string(), kk: z.string() }).nullable(),
  definition: z.string().nullable(),
  basis: z.array(LegalBasis),
  needsNativeCheck: z.array(Language),
});
export type ExhibitViolation = z.infer<typeof Violation>;

const Moment = z.object({
  shown: z.string().nullable().describe('What the clock showed at this picture, or would have shown; no zone'),
  corrected: z.string().nullable().describe('The same less what the clock was ahead of true time; ISO 8601'),
  within: z.number().nullable().describe('Half width in seconds of what `corrected` is known to; null when not stated'),
});
export const WallClockSpan = z
  .object({ in: Moment, out: Moment })
  .describe('Time of day of the first and the last picture, by PTS from the nearest reading in `timing`');
export type WallClockSpan = z.infer<typeof WallClockSpan>;

/** What a public bundle leaves out, by the name of the field. */
export const WITHHELD = [
  ...['source', 'custodian', 'createdBy', 'createdAt', 'originalName', 'received', 'importedAt'],
  ...['note of the evidence', 'note of the mark', 'how the clock was compared', 'names and places of redactions'],
] as const;

export const ExhibitDocument = z.object({
  format: z.literal('aigaq-exhibit'),
  version: z.literal(1),
  number: z.string().regex(/^[a-z0-9._-]{1,100}$/),
  title: z.string(),
  missing: z.array(z.enum(GATE_FIELDS)).describe('What the exhibit does not state; not empty means INCOMPLETE'),
  mark: MarkRecord,
  source: z.object({ id: z.string(), sha256: Sha256, originalName: z.string().nullable(), bytes: Count }),
  evidence: z.object({
    kind: z.string(),
    mime: z.string(),
    importedAt: z.string().nullable().describe('Null in a public bundle: soon after somebody gave it'),
    timeBase: TimeBase.nullable(),
    frames: Count.nullable(),
    variableFrameRate: z.boolean().nullable(),
    rotation: z.number().nullable(),
    durationSeconds: z.number().nullable(),
    pages: Count.nullable(),
    source: z.string().nullable(),
    custodian: z.string().nullable(),
    recorded: z.string().nullable(),
    clock: z.string().nullable(),
    received: z.string().nullable(),
    note: z.string().nullable(),
    timing: RecordingClock.optional().describe('How the clock of the recording was read and compared with true time'),
  }),
  place: Place.nullable(),
  in: FrameRef.nullable(),
  out: FrameRef.nullable(),
  wallClock: WallClockSpan.optional(),
  frameCount: Count.nullable(),
  frameMd5: z.array(Md5).describe('MD5 of every picture of the original from in to out'),
  violations: z.array(Violation),
  course: CourseRecord.optional(),
  ...PresentedRecord.shape,
  burnt: BurntRecord.optional(),
  files: z.array(ExhibitFile),
  contentSha256: Sha256.optional().describe(
    'SHA-256 of the lines of manifest-sha256.txt for the files of this exhibit but sheet.pdf and exhibit.json; printed on the sheet',
  ),
  withheld: z.array(z.string()),
});
export type ExhibitDocument = z.infer<typeof ExhibitDocument>;

/** Which part of an export a bundle is; RFC 8493, section 2.2.2 has the same in bag-info.txt. */
export const Volume = z.object({
  group: z.string().describe('The same in all volumes of an export: Bag-Group-Identifier'),
  number: z.int().min(1),
  count: z.int().min(2),
  behind: z
    .array(
      z.object({
        number: z.int().min(2),
        manifestSha256: Sha256.describe('SHA-256 of its manifest-sha256.txt'),
        exhibits: z.array(z.string()).describe('Numbers of the exhibits in it'),
        originals: z.array(Sha256).describe('SHA-256 of the originals in it'),
      }),
    )
    .describe('The volumes after this one, which were sealed before it: in the first volume, all others'),
});

export const BundleDocument = z.object({
  format: z.literal('aigaq-bundle'),
  version: z.literal(1),
  madeAt: z.string(),
  profile: Profile,
  lang: Language,
  software: z.record(z.string(), z.string()),
  library: z.object({ title: z.string().nullable() }),
  codebook: z.object({ id: z.string(), version: z.string() }),
  signature: z.object({ namespace: z.string(), identity: z.string(), fingerprint: z.string(), publicKey: z.string() }),
  custodyHead: Head,
  timestamps: z
    .array(
      z.object({
        count: Count.describe('Number of entries of the stamped head'),
        time: z.string().describe('When the authority says that it saw the head'),
        statement: z.string().describe('The stamped text'),
        response: z.string().describe('TimeStampResp (RFC 3161), DER'),
        authority: z.string().nullable().describe('Certificates that a person trusted for it, PEM'),
      }),
    )
    .optional(),
  contentsSha256: Sha256.optional().describe('The same over the files of all exhibits, and the originals'),
  exhibits: z.array(ExhibitDocument),
  originals: z.array(z.object({ path: z.string(), sha256: Sha256, bytes: Count })),
  groups: z.array(z.string()).optional().describe('Sections of the list of exhibits, in order'),
  withdrawn: z
    .array(WithdrawnNumber)
    .optional()
    .describe('Numbers that were given to exhibits which were withdrawn since; they are never given again'),
  volume: Volume.optional().describe('Only in a bundle that is one of several volumes'),
});
export type BundleDocument = z.infer<typeof BundleDocument>;

/** JSON Schema of these documents, for readers without our program. */
export function bundleJsonSchema(): string {
  const schemas = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aigaq exhibit bundle, version 1',
    $defs: {
      'data/bundle.json': plain(BundleDocument),
      'data/exhibits/<number>/exhibit.json': plain(ExhibitDocument),
      'data/custody.json': plain(CustodyDocument),
      'data/redaction-log.json': plain(RedactionLog),
    },
  };
  return `${JSON.stringify(schemas, null, 2)}\n`;
}

function plain(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' });
  return rest;
}
