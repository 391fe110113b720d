import * as z from 'zod';
import { CONTINUITY_KINDS } from '../../../../../shared/continuity.ts';
import { Count } from './schema-parts.ts';

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
        listed: z
          .array(
            z.object({
              first: Count.nullable().describe('Frames between which it lies; null for the file as a whole'),
              last: Count.nullable(),
              amount: z.number().nullable().describe('Seconds, pictures or files, as the message says'),
              message: z.string().describe('One sentence in English'),
            }),
          )
          .optional()
          .describe('One by one, court only; files of which nothing is in this bundle are counted and not named'),
      }),
    ),
  })
  .describe('Gaps, repeats and changes in the course of the whole recording, without a word on why');
export type CourseRecord = z.infer<typeof CourseRecord>;
