import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { ImportOutcome, ImportResult, Item } from '../../../shared/evidence.ts';

/** An Item as the command line's contract spells it: provenance of the import and facts of the original on one level. */
export type ItemDocument = Partial<Item> & {
  /** Path that was asked for; null outside an import, because a library keeps no path of any machine. */
  readonly path: string | null;
  readonly outcome: ImportOutcome;
  readonly error: ErrorEnvelope | null;
};

/** Every field that a refused file has no value for, so that the shape is the same for all. */
const REFUSED = {
  id: null,
  kind: null,
  sha256: null,
  bytes: null,
  originalName: null,
  review: null,
  frames: null,
  timeBase: null,
  variableFrameRate: null,
  rotation: null,
  durationSeconds: null,
  pages: null,
  warnings: [],
} as const;

/** An item that the library holds. */
export function itemDocument(item: Item): ItemDocument {
  return { path: null, outcome: 'imported', ...item, error: null };
}

/** What became of one path of an import. */
export function importDocument({ path, outcome, item, error }: ImportResult): object {
  return { path, outcome, ...(item ?? REFUSED), error };
}
