import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../../../shared/errors.ts';

const Pattern = z.string().min(1).max(1000).refine(compiles, 'is no pattern');

const NameKind = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** A regular expression for the whole name without its ending. */
  pattern: Pattern,
  /** Only names with one of these endings. */
  endings: z.array(z.string().regex(/^[a-z0-9]+$/)).optional(),
});
const NumberedName = NameKind.extend({
  /** The camera counts its files: numbers that are absent can be told. */
  kind: z.literal('numbered'),
  /** Names of one camera that share its counter although they look different. */
  family: z.string().optional(),
  /** Least and greatest number; after the greatest the camera starts again. */
  from: z.int().min(0),
  to: z.int().min(1),
});
/** `timed`: named after a time of day, without any order that could be broken. `sequence`: a recorder's parts by time. */
const TimedName = NameKind.extend({ kind: z.enum(['timed', 'sequence']) });
/** Named by a program that is no camera. `by` ends the sentence "a name of the kind that …". */
const GivenName = NameKind.extend({ kind: z.literal('given'), by: z.string().min(1) });

const CameraNames = z.object({
  version: z.string(),
  note: z.string(),
  names: z.array(z.discriminatedUnion('kind', [NumberedName, TimedName, GivenName])).min(1),
});
export type CameraName = z.infer<typeof CameraNames>['names'][number];
export type NumberedName = z.infer<typeof NumberedName>;

const Writers = z.object({
  version: z.string(),
  note: z.string(),
  /** Tags in which a writer may name itself, in lower case. `stream text`: what the encoder left inside the stream. */
  usualTags: z.array(z.string()).min(1),
  writers: z.array(
    z.object({
      id: z.string().regex(/^[a-z0-9-]+$/),
      pattern: Pattern,
      tags: z.array(z.string()).optional(),
      says: z.string().min(1).max(400),
      /** Of writers of one group only the first that is found is told: they say the same. */
      group: z.string().optional(),
    }),
  ),
});
export type Writers = z.infer<typeof Writers>;

export interface ContinuityData {
  readonly names: readonly CameraName[];
  readonly writers: Writers;
}

/** Tables that ship with the app, checked against their schema. @throws AppError internal when one is broken */
export function readContinuityData(resourcesDir: string): ContinuityData {
  return {
    names: read(resourcesDir, 'camera-names.json', CameraNames).names,
    writers: read(resourcesDir, 'writers.json', Writers),
  };
}

function read<T>(resourcesDir: string, name: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(join(resourcesDir, 'continuity', name), 'utf8')));
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? `${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}`
        : 'it cannot be read';
    throw new AppError('internal', `${name}, which belongs to Aigaq, cannot be used (${why}). Install Aigaq again.`);
  }
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'i') instanceof RegExp;
  } catch {
    return false;
  }
}
