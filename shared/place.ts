import * as z from 'zod';

/** A polling station or another spot where something happened. A code used before it is described has no name yet. */
export const Place = z.object({
  code: z.string().trim().min(1).max(100),
  name: z.string().trim().max(500).nullable(),
  address: z.string().trim().max(1000).nullable(),
  region: z.string().trim().max(500).nullable(),
});
export type Place = z.infer<typeof Place>;
