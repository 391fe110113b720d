import * as z from 'zod';
import { type ErrorEnvelope, fromEnvelope } from '../../../../shared/errors.ts';
import { Details } from '../../../../shared/evidence.ts';

/** One file that an import job is about, as the queue stores it. */
export const ImportInput = z.object({
  /** As a person may read it; what the answer calls this file. */
  path: z.string(),
  /** The path's bytes in hexadecimal where it is no valid UTF-8. */
  rawPath: z.string().optional(),
  upload: z.string().optional(),
  /** What the file was called; kept as the item's original name. */
  name: z.string(),
  details: Details.default({}),
  /** Known before the job began: it cannot be read. */
  refusal: z.custom<ErrorEnvelope>((value) => fromEnvelope(value as ErrorEnvelope) instanceof Error).optional(),
  /** Set once the original is committed: a resumed job only has to look into it. */
  evidenceId: z.string().optional(),
});
export type ImportInput = z.infer<typeof ImportInput>;
