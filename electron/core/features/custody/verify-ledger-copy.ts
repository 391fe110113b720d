import { setImmediate as breathe } from 'node:timers/promises';
import type { Work } from '../../progress.ts';
import type { LineSeal } from '../../seal/sealed-line.ts';
import { abortable } from '../../store/block-reader.ts';
import type { CustodyRepo, LedgerRow } from './custody-repo.ts';
import { entryOfLine, LEDGER_FILE, ledgerLines, lineOfRow, quickLineOf } from './ledger-lines.ts';
import type { Report } from './verify-deps.ts';

const AT_ONCE = 500;

/**
 * Compares the copy of the ledger beside the database with the ledger's table, line by line. A copy that lacks the
 * entries of the last transaction is what a crash leaves and no problem; the next writer completes it.
 * @param bytes size of the copy before the table was read; null when there was none
 */
export async function verifyLedgerCopy(
  path: string,
  bytes: number | null,
  lines: LineSeal,
  repo: CustodyRepo,
  work: Work,
  report: Report,
): Promise<void> {
  const known = repo.copied() ?? 0;
  const problem = (code: string, message: string) => report({ code, path: LEDGER_FILE, message });
  if (bytes === null) {
    const text = `${LEDGER_FILE}, which held ${known} entries of the ledger, is missing. It is written anew when the library is opened.`;
    if (known > 0) problem('ledger_copy_missing', text);
    return;
  }
  const rows = rowReader(repo);
  let count = 0;
  for await (const line of ledgerLines(path, bytes, lines)) {
    if (count % AT_ONCE === 0) await abortable(breathe(), work.signal);
    const row = rows.next();
    if (row === undefined || !isLineOf(line, row)) {
      // The half of a line that a crash interrupted; only a whole one can differ.
      if (count >= known && entryOfLine(line) === null) return;
      if (row === undefined) problem('database_behind', goesOn(count));
      else
        problem(
          'ledger_copy_differs',
          `Line ${count + 1} of ${LEDGER_FILE} is not ledger entry ${row.seq} of the database.`,
        );
      return;
    }
    count++;
  }
  if (count < known) {
    problem('ledger_copy_differs', `${LEDGER_FILE} held ${known} entries of the ledger and ends after ${count} now.`);
  }
}

const isLineOf = (line: string, row: LedgerRow): boolean => line === quickLineOf(row) || line === lineOfRow(row);

const goesOn = (count: number): string =>
  `${LEDGER_FILE} goes on after entry ${count}, with which the database ends: the database is an older one, or its last entries were removed.`;

/** The rows of the ledger one by one, a batch at a time. */
function rowReader(repo: CustodyRepo): { next(): LedgerRow | undefined } {
  let batch: LedgerRow[] = [];
  let at = 0;
  let last = 0;
  return {
    next() {
      if (at === batch.length) {
        batch = repo.entriesAfter(last, AT_ONCE);
        at = 0;
      }
      const row = batch[at++];
      last = row?.seq ?? last;
      return row;
    },
  };
}
