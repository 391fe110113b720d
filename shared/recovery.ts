import type { AppState } from './library.ts';

/** An earlier state of a library's database, as it was found when it was asked for. */
export interface Backup {
  /** Its file in the library's `backups/`. */
  readonly name: string;
  /** When it was made; ISO 8601 in UTC. */
  readonly at: string;
  /** Entries of its ledger. */
  readonly entries: number;
  readonly bytes: number;
  /** True when it was read from the first page to the last just now and the head of its ledger is that of its last entry. */
  readonly verified: boolean;
  /** What is wrong with it, as a sentence; null when nothing is. */
  readonly problem: string | null;
  /** Entries made since, which the ledger file beside the database brings back when this backup is restored. */
  readonly broughtBack: number;
  /** Entries made since that are known of and would be missing after it was restored. */
  readonly missing: number;
}

/** What can be done about a library whose database is damaged, missing or an older one. */
export interface RecoveryReport {
  readonly dir: string;
  /** Title and id of the case, from the ledger; null when nothing tells them. */
  readonly title: string | null;
  readonly id: string | null;
  /** What is wrong with the database, as a sentence; null when it opens and nothing was found. */
  readonly problem: string | null;
  /** The newest first. */
  readonly backups: readonly Backup[];
  readonly ledger: {
    /** Entries that follow one another from the first, in the longest ledger found. */
    readonly entries: number;
    /** Where it was found: the file beside the database, the database itself, or a backup by name; null when nowhere. */
    readonly source: string | null;
    /** What is wrong with the file beside the database, as a sentence; null when it is whole. */
    readonly problem: string | null;
  };
  /** Whether the key that signs this library was found; otherwise a rebuilt library gets another one. */
  readonly keyFound: boolean;
  /** Originals that the ledger names and the folder does not hold. */
  readonly missingOriginals: readonly MissingOriginal[];
}

export interface MissingOriginal {
  readonly id: string;
  readonly sha256: string;
  readonly originalName: string;
}

/** What a restore or a rebuild gave. */
export interface Recovered {
  /** Name of the backup that was restored, or null where everything was rebuilt from the ledger. */
  readonly from: string | null;
  /** Entries of the ledger now, that of the recovery itself included. */
  readonly entries: number;
  /** Entries that were replayed on top of the backup, or all of them. */
  readonly replayed: number;
  /** Names in `backups/` under which what was there before is kept. */
  readonly setAside: readonly string[];
  /** True when the signing key was lost and another one was made. */
  readonly newKey: boolean;
  /** SHA-256 over everything that the ledger restores; see data-format.md. */
  readonly caseHash: string;
  /** True when the tables hold exactly what the ledger says. */
  readonly complete: boolean;
  readonly missingOriginals: readonly MissingOriginal[];
  /** Marks whose list of picture MD5s could not be found again; they keep those of their first and last picture. */
  readonly missingPictures: readonly { readonly id: string; readonly title: string }[];
}

/** Answer of the calls that recover a library and open it. */
export interface RecoveredState {
  readonly recovered: Recovered;
  readonly state: AppState;
}
