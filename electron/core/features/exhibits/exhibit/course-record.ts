import * as z from 'zod';
import { CONTINUITY_KINDS, type ContinuityKind, type ContinuityReport } from '../../../../../shared/continuity.ts';
import type { Exhibit, Profile } from '../../../../../shared/exhibit.ts';
import { Count } from '../schema/schema-parts.ts';

/** What the course of the recording showed, for the statement that an exhibit makes about it. */
export const CourseRecord = z
  .object({
    looked: z
      .object({
        frames: Count,
        seconds: z.number(),
        pictures: z.boolean().describe('Every picture was compared with the others'),
        sound: z.boolean().describe('The times of all sound packets were read'),
        parameters: z.boolean().describe('The parameters of the encoder were read at every key frame'),
      })
      .describe('What was looked at; of what was not, nothing is stated'),
    found: z.array(
      z.object({
        kind: z.enum(CONTINUITY_KINDS),
        count: Count.describe('In the whole recording'),
        within: Count.describe('Of these, listed ones that touch the pictures of this exhibit'),
      }),
    ),
  })
  .describe('Gaps, repeats and changes in the course of the whole recording, without a word on why');
export type CourseRecord = z.infer<typeof CourseRecord>;

/** What names, programs and neighbouring files say can lead to a device or a person. */
const TELLING: readonly ContinuityKind[] = ['writer', 'file_disagrees', 'missing_member'];

/** The statement for one exhibit; null for a document, which has no course. */
export function courseRecord(
  { findings, looked }: ContinuityReport,
  { mark }: Pick<Exhibit, 'mark'>,
  profile: Profile,
): CourseRecord | null {
  if (mark.in === null || mark.out === null) return null;
  const [first, last] = [mark.in.n, mark.out.n];
  const kinds = CONTINUITY_KINDS.filter((kind) => profile === 'court' || !TELLING.includes(kind));
  const found = kinds.flatMap((kind) => {
    const ofKind = findings.filter((finding) => finding.kind === kind);
    if (ofKind.length === 0) return [];
    const count = ofKind.reduce((sum, { besides }) => sum + (besides ?? 1), 0);
    const within = ofKind.filter((each) => each.first !== null && each.first <= last && (each.last ?? 0) >= first);
    return [{ kind, count, within: within.length }];
  });
  return { looked: { ...looked }, found };
}
