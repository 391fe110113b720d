/** What the schemas of several documents of a bundle are made of. */
import * as z from 'zod';
import { Trilingual } from '../../../../../shared/violation.ts';

/** How many, and numbers that are counted from 0. */
export const Count = z.int().min(0);
/** Of a decoded picture, in hex. */
export const Md5 = z.string().regex(/^[0-9a-f]{32}$/);
/** Of a file or an entry, in hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** What a basis refers to. Bundles made before every language had its own words have one text. */
export const Reference = z.union([Trilingual, z.string()]);
/** One picture: its number from 0, its PTS in the time base, MD5 of the decoded picture. */
export const FrameRef = z.object({ n: Count, pts: z.int(), md5: Md5 });
/** Whether a clip has sound, and whether anything of it is hidden. */
export const ClipSound = z
  .enum(['none', 'untreated', 'treated'])
  .describe('Whether its clip has sound, and something of it is hidden');
export type ClipSound = z.infer<typeof ClipSound>;
