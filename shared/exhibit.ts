import * as z from 'zod';
import { AGE_KEY } from './age-key.ts';
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

export const ExportOptions = z.object({
  markIds: z.array(z.string()).min(1).optional(),
  profile: Profile.default('court'),
  lang: Language.default('en'),
  withOriginals: z.boolean().default(false),
  allowIncomplete: z.boolean().default(false),
  /** One zip instead of a folder. */
  zip: z.boolean().default(false),
  /** Public keys of age for whom alone the zip can be opened; with any, a zip is made. */
  encryptTo: z.array(z.string().regex(AGE_KEY)).max(MOST_RECIPIENTS).default([]),
  /** Most bytes of one bundle, or of its archive; what does not fit is divided over several, each whole by itself. */
  volumeSize: z.int().min(LEAST_VOLUME).max(MOST_VOLUME).optional(),
});
export type ExportOptions = z.infer<typeof ExportOptions>;

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

/** What an export made. `path` is the bundle's folder, or its archive; of several volumes, those of the first. */
export interface ExportResult {
  readonly bundle: {
    readonly path: string;
    readonly exhibits: readonly {
      readonly number: string;
      /** As printed. */
      readonly label: string;
      readonly markId: string;
      readonly path: string;
    }[];
    readonly manifestSha256: string;
    readonly bytes: number;
    readonly files: number;
    /** Of the file at `path`, where it is an archive. */
    readonly archive?: { readonly sha256: string; readonly bytes: number };
    /** In order, where there is more than one; `bytes` and `files` above are then those of all. */
    readonly volumes?: readonly ExportedVolume[];
  } | null;
  readonly blocked: readonly BlockedMark[];
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
