/** One line of the custody ledger. `hash` covers all other fields and `prev`, so that nothing can change unnoticed. */
export interface LedgerEntry {
  readonly seq: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly operator: string;
  readonly action: string;
  /** Id of what the action was done to: evidence, mark, place, exhibit, bundle or the library itself. */
  readonly subject: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly prev: string;
  readonly hash: string;
}

/** Where the ledger ends now. Whoever keeps it can tell later that nothing before it was changed. */
export interface LedgerHead {
  readonly count: number;
  /** Hash of the last entry; 64 zeros when there is none. */
  readonly hash: string;
  /** Root of the Merkle tree over all entries (RFC 9162, section 2.1); null where only an older Aigaq has written. */
  readonly root: string | null;
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  readonly head: LedgerHead;
}

/** Something that `verify` found wrong. `path` names the file, mark, item or ledger entry. */
export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  readonly checked: {
    readonly files: number;
    readonly bytes: number;
    readonly ledgerEntries: number;
    readonly frames: number;
  };
  readonly problems: readonly Problem[];
  /**
   * Whether the bytes of the database file were those that the last session left, when this one began. `unsealed` while
   * another session has it open, and after one that did not end by itself. Bundles have no database.
   */
  readonly database?: DatabaseState | undefined;
  /** When an earlier head was given to compare with: where it ended, and how many entries came after it. */
  readonly since?: { readonly count: number; readonly added: number } | undefined;
}

export type DatabaseState = 'unchanged' | 'altered' | 'unsealed';

/** When an original was last read again and compared with its hash, and whether it was the same. */
export interface OriginalCheck {
  readonly evidenceId: string;
  readonly at: string;
  readonly ok: boolean;
}

/** A request for a stamp of a head by an authority outside (RFC 3161), and whether it came back. */
export interface Timestamp {
  readonly id: number;
  readonly head: LedgerHead;
  readonly requestedAt: string;
  /** When the authority says that it saw the head; null until its answer was imported. */
  readonly stampedAt: string | null;
  readonly importedAt: string | null;
  /** True when the signature leads to a certificate that a person gave as trusted. */
  readonly trusted: boolean;
}

/** A head that was written into a folder. `files` are names below `path`. */
export interface ExportedHead {
  readonly path: string;
  readonly head: LedgerHead;
  readonly files: readonly string[];
}

/** Whether the ledger only grew since a head that somebody kept. */
export interface HeadComparison {
  readonly ok: boolean;
  readonly head: LedgerHead;
  readonly since: { readonly count: number; readonly added: number };
  readonly problems: readonly Problem[];
}

/** `prev` of the first entry. */
export const GENESIS = '0'.repeat(64);
