import type { LedgerEntry } from '../../../shared/custody.ts';
import type { Salvage, SalvagedRow } from '../db/salvage.ts';
import {
  type Chain,
  chainOf,
  LEDGER_FILE,
  ledgerFileOf,
  ledgerLines,
  lineOfRow,
} from '../features/custody/ledger-lines.ts';
import type { LineSeal } from '../seal/sealed-line.ts';
import { readLastLine } from '../store/last-line.ts';

/** An unbroken ledger and where it was found. */
export interface FoundLedger extends Chain {
  /** `ledger.jsonl`, `library.sqlite` or the name of a backup. */
  readonly source: string;
}

/** The ledger in the file beside the database. A last line without an end is what a crash leaves, and no damage. */
export async function ledgerOfFile(libraryDir: string, lines: LineSeal): Promise<FoundLedger> {
  const path = ledgerFileOf(libraryDir);
  const chain = await chainOf(ledgerLines(path, readLastLine(path)?.end ?? 0, lines));
  return { ...chain, source: LEDGER_FILE };
}

/**
 * The ledger inside a database that may be damaged. Where its last entry is one that `known` holds at the same place,
 * it is that ledger's beginning and need not be read: each hash covers all entries before.
 */
export async function ledgerOfDatabase(salvage: Salvage, source: string, known: FoundLedger): Promise<FoundLedger> {
  const tip = salvage.tip();
  if (tip !== null && known.entries[tip.seq - 1]?.hash === tip.hash) {
    return { entries: known.entries.slice(0, tip.seq), broken: false, source };
  }
  return { ...(await chainOf(linesOf(salvage.ledger()))), source };
}

/** True when the rows of a database's ledger, all of them, are an unbroken chain of so many entries. */
export async function isChain(rows: Iterable<SalvagedRow>, length: number): Promise<boolean> {
  const { entries, broken } = await chainOf(linesOf(rows));
  return !broken && entries.length === length;
}

async function* linesOf(rows: Iterable<SalvagedRow>): AsyncGenerator<string> {
  for (const row of rows) yield lineOfRow(row);
}

/** The longest one; of equal ones the first. Null when none holds an entry. */
export function longest(ledgers: readonly FoundLedger[]): FoundLedger | null {
  let best: FoundLedger | null = null;
  for (const ledger of ledgers) if (ledger.entries.length > (best?.entries.length ?? 0)) best = ledger;
  return best;
}

/** The longest of those that hold all of `base` and may go on after it. */
export function longestFrom(base: readonly LedgerEntry[], ledgers: readonly FoundLedger[]): readonly LedgerEntry[] {
  const holding = ledgers.filter(({ entries }) => holds(entries, base));
  return longest(holding)?.entries ?? base;
}

/** True when `entries` begins with all of `base`. The last hash is enough, because each covers the one before. */
export function holds(entries: readonly LedgerEntry[], base: readonly LedgerEntry[]): boolean {
  const last = base.at(-1);
  return last === undefined || entries[base.length - 1]?.hash === last.hash;
}
