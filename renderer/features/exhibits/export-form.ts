import * as z from 'zod';
import { BurnIn, NO_BURN_IN } from '../../../shared/burn-in.ts';
import { Profile } from '../../../shared/exhibit.ts';
import { Language } from '../../../shared/violation.ts';

/** A folder, one zip, or one zip that is enciphered with age. */
export const PackingKind = z.enum(['folder', 'zip', 'age']);

/** What a person set for the next bundle. Kept on this machine per library, so that leaving the screen loses nothing. */
export const ExportForm = z.object({
  profile: Profile.or(z.literal('both')).default('court'),
  lang: Language.default('en'),
  withOriginals: z.boolean().default(false),
  allowIncomplete: z.boolean().default(false),
  burnIn: BurnIn.default(NO_BURN_IN),
  slate: z.boolean().default(false),
  /** Folder that the bundle's folder is made in; null until one was chosen. */
  folder: z.string().nullable().default(null),
  /** Name of the bundle's folder as typed; null while the proposed one is used. */
  name: z.string().nullable().default(null),
  packing: PackingKind.default('folder'),
  /** Largest size of a volume as typed; empty for none. */
  volumeSize: z.string().default(''),
});
export type ExportForm = z.infer<typeof ExportForm>;

/** Reads a kept form. What an older version wrote, or what cannot be read, becomes the default. */
export function readForm(text: string | null | undefined, language: Language): ExportForm {
  const fresh = ExportForm.parse({ lang: language });
  try {
    const kept = ExportForm.safeParse(JSON.parse(text ?? '{}'));
    return kept.success ? { ...kept.data, lang: text ? kept.data.lang : language } : fresh;
  } catch {
    return fresh;
  }
}
