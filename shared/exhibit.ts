import * as z from 'zod';
import { AGE_KEY_PROBLEMS, ageKeyProblem } from './age-key.ts';
import { BurnIn, NO_BURN_IN } from './burn-in.ts';
import type { Item } from './evidence.ts';
import type { ExhibitGroup, ExhibitRecipe } from './exhibit-recipe.ts';
import type { Mark } from './mark.ts';
import type { Place } from './place.ts';
import { Language } from './violation.ts';
import { LEAST_VOLUME, MOST_VOLUME } from './volume-size.ts';

export const Profile = z.enum(['court', 'public']);
export type Profile = z.infer<typeof Profile>;

/** What an exhibit must state before it may leave the library. Order is the order in which a form asks for it. */
export const GATE_FIELDS = ['place', 'recorded', 'clock', 'source', 'custodian'] as const;
export type GateField = (typeof GATE_FIELDS)[number];

/** A mark chosen for the bundle, with its number. */
export interface Exhibit {
  readonly number: string;
  readonly mark: Mark;
  readonly evidence: Item;
  readonly missing: readonly GateField[];
  /** Numbers, as printed, of other exhibits over the same pictures or page that do not hide the same; absent where there is none. */
  readonly differsFrom?: readonly string[];
}

/** An exhibit as the recipe of its bundle presents it. */
export interface PresentedExhibit extends Exhibit {
  /** The number as printed; `number` is its folder. */
  readonly label: string;
  readonly ordinal: number;
  /** Whether the number was given for good. */
  readonly fixed: boolean;
  readonly group: ExhibitGroup | null;
  readonly recipe: ExhibitRecipe;
}

/** An archive has at most this many recipients. */
export const MOST_RECIPIENTS = 20;

const Recipient = z.string().superRefine((key, context) => {
  const problem = ageKeyProblem(key);
  if (problem !== null) context.addIssue({ code: 'custom', message: AGE_KEY_PROBLEMS[problem] });
});

/** One exhibit as a bundle of this profile and language would have it. */
export const SheetWish = z.object({
  markId: z.string().min(1).max(100),
  profile: Profile.default('court'),
  lang: Language.default('en'),
});
export type SheetWish = z.infer<typeof SheetWish>;

/** Its pictures, with what such a bundle burns into them. */
export const PicturesWish = SheetWish.extend({
  burnIn: BurnIn.default(NO_BURN_IN),
  slate: z.boolean().default(false),
});

export const ExportOptions = z.object({
  markIds: z.array(z.string()).min(1).optional(),
  profile: Profile.default('court'),
  lang: Language.default('en'),
  withOriginals: z.boolean().default(false),
  allowIncomplete: z.boolean().default(false),
  /** One zip instead of a folder. */
  zip: z.boolean().default(false),
  /** Public keys of age for whom alone the zip can be opened; with any, a zip is made. */
  encryptTo: z.array(Recipient).max(MOST_RECIPIENTS).default([]),
  /** Two bundles of the same selection, named with `-court` and `-public`; `profile` says nothing then. */
  twin: z.boolean().default(false),
  /** What is burnt into clips besides notes; the twin `clean.mp4` has none of it. */
  burnIn: BurnIn.default(NO_BURN_IN),
  /** A plate that says what the exhibit is, as a file of its own. */
  slate: z.boolean().default(false),
  /** Most bytes of one bundle, or of its archive; what does not fit is divided over several, each whole by itself. */
  volumeSize: z.int().min(LEAST_VOLUME).max(MOST_VOLUME).optional(),
});
export type ExportOptions = z.infer<typeof ExportOptions>;

/** What a person should look at before a bundle is handed on. `message` says it in a sentence. */
export interface ExportWarning {
  readonly code: 'redactions_differ' | 'sound_untreated';
  /** Numbers of the exhibits that it is about. */
  readonly exhibits: readonly string[];
  readonly message: string;
}

export interface BlockedMark {
  readonly markId: string;
  readonly title: string;
  readonly missing: readonly GateField[];
}

/** One of several bundles that an export was divided into. */
export interface ExportedVolume {
  readonly path: string;
  readonly manifestSha256: string;
  readonly bytes: number;
  readonly files: number;
  /** Numbers of the exhibits in it. */
  readonly exhibits: readonly string[];
  readonly archive?: { readonly sha256: string; readonly bytes: number };
}

/** A bundle that was made. `path` is its folder, or its archive; of several volumes, that of the first. */
export interface ExportedBundle {
  readonly path: string;
  readonly exhibits: readonly {
    readonly number: string;
    readonly markId: string;
    readonly path: string;
    /** As printed. */
    readonly label: string;
  }[];
  readonly manifestSha256: string;
  readonly bytes: number;
  readonly files: number;
  /** Of the file at `path`, where it is an archive. */
  readonly archive?: { readonly sha256: string; readonly bytes: number };
  /** In order, where there is more than one; `bytes` and `files` above are then those of all. */
  readonly volumes?: readonly ExportedVolume[];
}

/** What an export made. */
export interface ExportResult {
  readonly bundle: ExportedBundle | null;
  /** The public one, where both were asked for; `bundle` is then that for the court. */
  readonly publicTwin?: ExportedBundle | null;
  readonly blocked: readonly BlockedMark[];
  readonly warnings: readonly ExportWarning[];
  /** Films that a run which was stopped had made, and whose bytes were hashed again; absent where there are none. */
  readonly resumed?: number;
}

const filled = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';

/**
 * The gate: which facts an exhibit still lacks. A place counts only with name and address, because footage without
 * site, area and city was the stated reason for not acting on it; the mark's own place outranks the item's.
 */
export function missingFacts(
  item: Pick<Item, GateField>,
  mark: Pick<Mark, 'place'>,
  placeOf: (code: string) => Place | undefined,
): GateField[] {
  const code = mark.place ?? item.place;
  const place = code === null ? undefined : placeOf(code);
  const has: Record<GateField, boolean> = {
    place: filled(place?.name) && filled(place?.address),
    recorded: filled(item.recorded),
    clock: filled(item.clock),
    source: filled(item.source),
    custodian: filled(item.custodian),
  };
  return GATE_FIELDS.filter((field) => !has[field]);
}
