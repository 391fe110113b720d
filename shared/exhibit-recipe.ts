import * as z from 'zod';
import { type GivenNumber, Numbering, PLAIN_NUMBERING } from './exhibit-number.ts';
import { LANGUAGES, type Language } from './violation.ts';

export const MOST_CONTEXT_SECONDS = 120;
export const MOST_CAPTION = 300;
export const MOST_NARRATIVE = 10_000;
export const MOST_GROUPS = 100;

const texts = (most: number) => {
  const text = z.string().trim().max(most).optional();
  return z.object({ en: text, ru: text, kk: text });
};
/** A text in some of the languages; none has to be there. */
export type LocalText = { readonly [L in Language]?: string | undefined };

const Id = z.string().min(1).max(100);
const Seconds = z.int().min(0).max(MOST_CONTEXT_SECONDS);

/** How one mark is presented as an exhibit. */
export const ExhibitRecipe = z.object({
  /** Section of the list; null, or one that is not there any more, is none. */
  group: Id.nullable().default(null),
  caption: texts(MOST_CAPTION).default({}),
  narrative: texts(MOST_NARRATIVE).default({}),
  /** Seconds of the recording that are shown before and after the exhibit, as clips of their own. */
  before: Seconds.default(0),
  after: Seconds.default(0),
  /** Evidence that is shown side by side with the exhibit, by the time of day of both. */
  companion: Id.nullable().default(null),
  /** Mark on a page, such as a figure of a protocol, that is shown beside the exhibit's first picture. */
  cell: Id.nullable().default(null),
});
export type ExhibitRecipe = z.infer<typeof ExhibitRecipe>;

export const NO_RECIPE: ExhibitRecipe = {
  ...{ group: null, caption: {}, narrative: {} },
  ...{ before: 0, after: 0, companion: null, cell: null },
};

/** Part of a recipe; what is left out stays. A language that there is none of would be left out without a word. */
export const RecipeChange = z.object({
  group: Id.nullable().optional(),
  caption: texts(MOST_CAPTION).strict().optional(),
  narrative: texts(MOST_NARRATIVE).strict().optional(),
  before: Seconds.optional(),
  after: Seconds.optional(),
  companion: Id.nullable().optional(),
  cell: Id.nullable().optional(),
});
export type RecipeChange = z.infer<typeof RecipeChange>;

/** A named section of the list of exhibits. */
export const ExhibitGroup = z.strictObject({ id: Id, title: z.string().trim().min(1).max(200) });
export type ExhibitGroup = z.infer<typeof ExhibitGroup>;

const Groups = z
  .array(ExhibitGroup)
  .max(MOST_GROUPS)
  .refine((groups) => new Set(groups.map(({ id }) => id)).size === groups.length, 'a group twice');

/** How the whole bundle is numbered and divided. */
export const BundleRecipe = z.object({
  numbering: Numbering.default(PLAIN_NUMBERING),
  groups: Groups.default([]),
});
export type BundleRecipe = z.infer<typeof BundleRecipe>;

export const NO_BUNDLE_RECIPE: BundleRecipe = { numbering: PLAIN_NUMBERING, groups: [] };

export const BundleChange = z.object({ numbering: Numbering.optional(), groups: Groups.optional() });
export type BundleChange = z.infer<typeof BundleChange>;

/** The bundle's recipe with the numbers that were given for good. */
export interface BundleState extends BundleRecipe {
  /** True once numbers were given: then one that is withdrawn leaves a gap. */
  readonly fixed: boolean;
  /** Given numbers whose marks are not among the exhibits any more. */
  readonly withdrawn: readonly GivenNumber[];
}

/**
 * Everything that is chosen for a bundle, in one document, as the command line takes it. People write it by hand: a name
 * that is not known here is refused, because what it was to say would be lost.
 */
export const WholeRecipe = z.strictObject({
  version: z.literal(1),
  ...BundleChange.shape,
  /** The exhibits in their order; where this is left out they stay as they are. */
  exhibits: z
    .array(RecipeChange.extend({ markId: Id }).strict())
    .max(10_000)
    .refine((all) => new Set(all.map(({ markId }) => markId)).size === all.length, 'a mark twice')
    .optional(),
  /** Gives numbers for good when everything else is done. */
  fixNumbers: z.boolean().default(false),
});
export type WholeRecipe = z.infer<typeof WholeRecipe>;

/** Which language a text is shown in: the wanted one, else the first there is. Null when nothing is written. */
export function chosenText(text: LocalText, wanted: Language): { lang: Language; text: string } | null {
  for (const lang of [wanted, ...LANGUAGES]) {
    const found = text[lang]?.trim();
    if (found) return { lang, text: found };
  }
  return null;
}

/** The recipe with a change applied and without empty texts, as it is kept. */
export function withChange(recipe: ExhibitRecipe, change: RecipeChange): ExhibitRecipe {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const whole: ExhibitRecipe = { ...recipe, ...given };
  return { ...whole, caption: filledOnly(whole.caption), narrative: filledOnly(whole.narrative) };
}

const filledOnly = (text: LocalText): ExhibitRecipe['caption'] =>
  Object.fromEntries(LANGUAGES.flatMap((lang) => (text[lang]?.trim() ? [[lang, text[lang]?.trim()]] : [])));

/**
 * The order in which exhibits stand: sections in theirs, within each as `markIds` has them. What is in no section comes
 * first.
 */
export function bySection(
  markIds: readonly string[],
  groups: readonly ExhibitGroup[],
  groupOf: (markId: string) => string | null,
): string[] {
  const places = new Map(groups.map(({ id }, place) => [id, place]));
  const placeOf = (markId: string): number => places.get(groupOf(markId) ?? '') ?? -1;
  return [...markIds].sort((a, b) => placeOf(a) - placeOf(b));
}
