import type { LedgerEntry } from '../../../../shared/custody.ts';
import type { Recorded } from './verify-deps.ts';

/** Everything that the ledger says should be in the tables. */
export interface Replayed {
  library: Recorded;
  readonly evidence: Map<string, Recorded>;
  readonly marks: Map<string, Recorded>;
  /** By the mark's id; a mark that has none is not in it. */
  readonly annotations: Map<string, Recorded>;
  readonly places: Map<string, Recorded>;
  exhibits: readonly unknown[];
  /** How the bundle is numbered and divided; null while nobody chose that. */
  bundleRecipe: Recorded | null;
  /** By the mark's id; a mark without a recipe of its own is not in it. */
  readonly exhibitRecipes: Map<string, Recorded>;
  /** Numbers that were given for good, in order. */
  exhibitNumbers: readonly unknown[];
}

export function emptyReplay(): Replayed {
  return {
    library: {},
    evidence: new Map(),
    marks: new Map(),
    annotations: new Map(),
    places: new Map(),
    exhibits: [],
    bundleRecipe: null,
    exhibitRecipes: new Map(),
    exhibitNumbers: [],
  };
}

/** Applies one entry. Actions that leave no state in the tables, such as an export, change nothing here. */
export function replay(state: Replayed, entry: LedgerEntry): void {
  const { action, details } = entry;
  const subject = entry.subject ?? '';
  switch (action) {
    case 'library.created':
      state.library = { ...details, verifiedAt: null, verifiedOk: null };
      return;
    case 'library.operator':
      state.library = { ...state.library, operator: details.operator };
      return;
    case 'library.rekeyed':
      state.library = { ...state.library, publicKey: details.publicKey };
      return;
    case 'library.verified':
      state.library = { ...state.library, verifiedAt: details.at, verifiedOk: details.ok };
      return;
    case 'evidence.imported': {
      // The exact bytes of a name that is no text stand in the ledger alone.
      const { originalNameHex: _, ...known } = details;
      state.evidence.set(subject, { ...LATER_FIELDS, ...known });
      return;
    }
    case 'evidence.examined':
      state.evidence.set(subject, { ...state.evidence.get(subject), ...sourceOf(details), ...details });
      return;
    case 'evidence.details':
      state.evidence.set(subject, { ...state.evidence.get(subject), ...details });
      return;
    case 'place.set':
      state.places.set(subject, details);
      return;
    case 'mark.created':
    case 'mark.updated':
    case 'mark.removed':
    case 'mark.restored':
    case 'mark.verified':
    case 'mark.renumbered':
      state.marks.set(subject, markState(details));
      return;
    case 'mark.annotated':
    case 'mark.annotations-renumbered':
      if (hasAnnotations(details)) state.annotations.set(subject, details);
      else state.annotations.delete(subject);
      return;
    case 'exhibits.arranged':
      state.exhibits = Array.isArray(details.markIds) ? details.markIds : [];
      return;
    case 'exhibits.recipe':
      state.bundleRecipe = details;
      return;
    case 'exhibit.recipe':
      if (Object.keys(details).length > 0) state.exhibitRecipes.set(subject, details);
      else state.exhibitRecipes.delete(subject);
      return;
    case 'exhibits.numbered':
      state.exhibitNumbers = Array.isArray(details.numbers) ? details.numbers : [];
      return;
    default:
      return;
  }
}

/** Why an entry was made stands in the ledger alone. Marks of the first schema kept no pictures: then there are none. */
function markState({ reason: _, before: __, ...state }: Recorded): Recorded {
  return { pictures: null, ...state };
}

/** Annotations that were all taken away leave no row. */
const hasAnnotations = ({ shapes, sound }: Recorded): boolean =>
  [shapes, sound].some((list) => Array.isArray(list) && list.length > 0);

/** What entries of the first schema do not say, because there was no such column. */
const LATER_FIELDS: Recorded = { timing: null };

/** Before the field was recorded, every list of frames came from a decode. */
const sourceOf = ({ frames }: Recorded): Recorded => ({ frameSource: typeof frames === 'number' ? 'decoder' : null });
