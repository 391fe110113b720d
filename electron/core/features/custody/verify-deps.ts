import type { DatabaseState, Problem } from '../../../../shared/custody.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { LineSeal } from '../../seal/sealed-line.ts';
import type { Store } from '../../store/store.ts';
import type { CustodyRepo } from './custody-repo.ts';
import type { StoredTimestamp } from './timestamp-repo.ts';

/** A row's state as plain fields, in the shape in which the ledger tells it. */
export type Recorded = Readonly<Record<string, unknown>>;

/** Recipes and numbers of exhibits as the ledger should tell them. */
export interface RecordedRecipes {
  readonly bundleRecipe: Recorded | null;
  /** By the mark's id. */
  readonly exhibitRecipes: ReadonlyMap<string, Recorded>;
  readonly exhibitNumbers: readonly unknown[];
}

/** All that is checked, read at one instant, so that work going on meanwhile cannot look like a change. */
export interface Snapshot {
  readonly repo: CustodyRepo;
  evidence(): ReadonlyMap<string, Recorded>;
  marks(): ReadonlyMap<string, Recorded>;
  /** By the mark's id. */
  annotations(): ReadonlyMap<string, Recorded>;
  places(): ReadonlyMap<string, Recorded>;
  recipes(): RecordedRecipes;
  timestamps(): readonly StoredTimestamp[];
  library(): Recorded;
  close(): void;
}

export interface VerifyDeps {
  readonly store: Store;
  readonly libraryId: string;
  readonly openSnapshot: () => Snapshot;
  /** How the lines of the ledger's copy are read. */
  readonly lines: LineSeal;
  /** Whether the database file is the one that the last session left. */
  readonly databaseState: () => DatabaseState;
  /** An original was read again. */
  readonly checked: (sha256: string, good: boolean) => void;
  /** Hashes of the originals that belong to the library now, or are just being brought in. */
  readonly known: () => readonly string[];
}

/** Takes up what is found wrong. */
export type Report = (problem: Problem) => void;

/** What a check of originals needs of an item. */
export type Original = Pick<Item, 'id' | 'sha256' | 'bytes' | 'originalName'>;
