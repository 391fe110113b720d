import type { ErrorEnvelope } from './errors.ts';

/** How far the backups of a library are, and why the last attempt at one came to nothing. */
export interface BackupState {
  /** The newest one; null when there is none. */
  readonly last: { readonly at: string; readonly entries: number; readonly bytes: number } | null;
  /** How many are kept, and what they take together. */
  readonly count: number;
  readonly bytes: number;
  /** Ledger entries that were made since the newest one. */
  readonly since: number;
  /** The last attempt, when it failed; null once one went well or nothing is left to back up. */
  readonly failed: { readonly at: string; readonly error: ErrorEnvelope } | null;
}
