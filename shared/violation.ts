import * as z from 'zod';

export const LANGUAGES = ['en', 'ru', 'kk'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

export const Trilingual = z.object({
  en: z.string().min(1),
  ru: z.string().min(1),
  kk: z.string().min(1),
});
export type Trilingual = z.infer<typeof Trilingual>;

/** How well a statement of the pack is grounded: in a named source, in general knowledge, or inferred. */
export const Ground = z.enum(['sourced', 'known', 'inferred']);

/** One article, standard or rule that a violation type rests on, with how well that is grounded. */
export const LegalBasis = z.object({
  reference: z.string().min(1),
  ground: Ground,
});
export type LegalBasis = z.infer<typeof LegalBasis>;

export const ViolationType = z.object({
  code: z.string().regex(/^[A-H][0-9]{1,2}$/),
  group: z.string().regex(/^[A-H]$/),
  label: Trilingual,
  definition: z.string().min(1),
  basis: z.array(LegalBasis).min(1),
  sources: z.array(z.string()),
  /** Further words under which a person may look for it, in any language. */
  synonyms: z.array(z.string()),
  /** Languages whose label a native lawyer has not checked yet. */
  needsNativeCheck: z.array(Language),
});
export type ViolationType = z.infer<typeof ViolationType>;

/** A data pack: law, labels and definitions as they stood in a stated period. Never code. */
export const Codebook = z.object({
  id: z.string(),
  version: z.string(),
  title: Trilingual,
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
  note: z.string(),
  abbreviations: z.record(z.string(), z.string()),
  groups: z.array(z.object({ letter: z.string(), label: Trilingual })),
  types: z.array(ViolationType),
});
export type Codebook = z.infer<typeof Codebook>;
