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

export interface LedgerHead {
  readonly count: number;
  readonly hash: string;
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
}

/** `prev` of the first entry. */
export const GENESIS = '0'.repeat(64);
