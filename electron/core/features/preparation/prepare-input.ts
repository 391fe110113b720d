import * as z from 'zod';

/** What a `prepare` job was asked to do, as the queue stores it. */
export const PrepareInput = z.object({
  evidenceId: z.string().min(1),
  /** For the list of jobs: the name of the file. */
  name: z.string(),
  /** A proxy was asked for although the browser should decode the recording. */
  proxy: z.boolean().default(false),
});
export type PrepareInput = z.infer<typeof PrepareInput>;
