import { setImmediate as breathe } from 'node:timers/promises';
import { GENESIS, type LedgerEntry } from '../../../../shared/custody.ts';
import type { Work } from '../../progress.ts';
import { abortable } from '../../store/block-reader.ts';
import type { CustodyRepo, LedgerRow } from './custody-repo.ts';
import { entryHash, headStatement } from './ledger-entry.ts';
import { verifyPlainly } from './ssh-signature.ts';
import type { Report } from './verify-deps.ts';

/** So many entries are checked before the interface gets its turn. */
const AT_ONCE = 500;

/**
 * Follows the chain from its first entry to the signed head and hands every readable entry to `use`.
 * @returns number of entries
 */
export async function verifyLedger(
  repo: CustodyRepo,
  libraryId: string,
  work: Work,
  report: Report,
  use: (entry: LedgerEntry) => void,
): Promise<number> {
  let last = { seq: 0, hash: GENESIS };
  let count = 0;
  for (;;) {
    const rows = repo.entriesAfter(last.seq, AT_ONCE);
    if (rows.length === 0) break;
    for (const row of rows) {
      verifyEntry(row, last, report, use);
      last = row;
      count++;
    }
    await abortable(breathe(), work.signal);
  }
  verifyHead(repo, libraryId, last, count, report);
  return count;
}

function verifyEntry(
  row: LedgerRow,
  last: { seq: number; hash: string },
  report: Report,
  use: (entry: LedgerEntry) => void,
) {
  const problem = (message: string) =>
    report({ code: 'ledger_broken', path: `ledger/entry/${row.seq}`, message: `Ledger entry ${row.seq} ${message}` });
  if (row.seq !== last.seq + 1) problem(`follows entry ${last.seq}: the entries between them were removed.`);
  else if (row.prev !== last.hash) problem('does not continue the chain from the entry before it.');
  let details: unknown;
  try {
    details = JSON.parse(row.details);
  } catch {
    problem('was altered: its details cannot be read any more.');
    return;
  }
  const entry = { ...row, details: details as LedgerEntry['details'] };
  if (entryHash(entry) !== row.hash)
    problem(`(${row.action}, ${row.at}) was altered: its hash does not match its content.`);
  use(entry);
}

function verifyHead(
  repo: CustodyRepo,
  libraryId: string,
  last: { seq: number; hash: string },
  count: number,
  report: Report,
): void {
  const problem = (message: string) => report({ code: 'ledger_head_differs', path: 'ledger/head', message });
  const head = repo.head();
  const key = repo.key();
  if (head === undefined || key === undefined) {
    problem('The signed head of the ledger or the key that signed it was removed.');
    return;
  }
  if (head.count !== count || head.count !== last.seq) {
    problem(
      `The signed head of the ledger counts ${head.count} entries, but ${count} are there; the last is number ${last.seq}.`,
    );
  } else if (head.hash !== last.hash) {
    problem('The signed head of the ledger does not name the hash of its last entry.');
  }
  if (!verifyPlainly(head.signature, headStatement(libraryId, head.count, head.hash), key.publicKey)) {
    problem("The head of the ledger is not signed by this library's key.");
  }
}
