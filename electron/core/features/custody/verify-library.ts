import type { DatabaseState, LedgerEntry, Problem, VerifyReport } from '../../../../shared/custody.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { KeptHead } from '../../../../shared/ledger-head.ts';
import { expectedSchema } from '../../db/expected-schema.ts';
import { sqliteCode } from '../../db/sqlite-errors.ts';
import type { Work } from '../../progress.ts';
import { fileBytes } from '../../store/last-line.ts';
import { ledgerFileOf } from './ledger-lines.ts';
import { emptyReplay, replay } from './ledger-replay.ts';
import type { Original, Report, Snapshot, VerifyDeps } from './verify-deps.ts';
import { verifyLedger } from './verify-ledger.ts';
import { verifyLedgerCopy } from './verify-ledger-copy.ts';
import { verifyOriginals } from './verify-originals.ts';
import { verifyTables } from './verify-tables.ts';
import { stampedHeads, timestampCheck } from './verify-timestamps.ts';

/**
 * Checks a whole library: the database file itself, the ledger's chain and signed head, every table against the
 * ledger, and every original against its SHA-256. Problems are collected; only a cancel ends it early.
 * @throws AppError cancelled
 */
export async function verifyLibrary(deps: VerifyDeps, earlier: KeptHead | null, work: Work): Promise<VerifyReport> {
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  const database = verifySeal(deps.databaseState(), report);
  const { libraryDir } = deps.store;
  // Before the snapshot: every entry that the copy holds by then is in the database already.
  const copied = fileBytes(ledgerFileOf(libraryDir));
  const snapshot = deps.openSnapshot();
  try {
    const files = await attempt(report, () => {
      const originals = originalsOf(snapshot);
      return verifyOriginals(originals, deps.store, deps.known, deps.checked, work, report);
    });
    await attempt(report, () => verifyDatabase(snapshot, report));
    const ledgerEntries = await attempt(report, async () => {
      const replayed = emptyReplay();
      const timestamps = snapshot.timestamps();
      const stamps = timestampCheck(timestamps, report);
      const use = (entry: LedgerEntry) => {
        stamps.use(entry);
        replay(replayed, entry);
      };
      const kept = [...stampedHeads(timestamps), ...(earlier === null ? [] : [earlier])];
      const { repo } = snapshot;
      const { count } = await verifyLedger({ repo, libraryId: deps.libraryId, work, report, use, kept });
      await stamps.end();
      verifyTables(snapshot, replayed, report);
      return count;
    });
    await attempt(report, () =>
      verifyLedgerCopy(ledgerFileOf(libraryDir), copied, deps.lines, snapshot.repo, work, report),
    );
    const checked = {
      files: files?.files ?? 0,
      bytes: files?.bytes ?? 0,
      ledgerEntries: ledgerEntries ?? 0,
      frames: 0,
    };
    const since = earlier === null ? {} : { since: sinceHead(earlier, checked.ledgerEntries) };
    return { ok: problems.length === 0, checked, problems, database, ...since };
  } finally {
    snapshot.close();
  }
}

/** What came after an earlier head. */
export const sinceHead = ({ count }: KeptHead, entries: number): NonNullable<VerifyReport['since']> => ({
  count,
  added: Math.max(0, entries - count),
});

function verifySeal(state: DatabaseState, report: Report): DatabaseState {
  if (state === 'altered') {
    const message =
      'The database file library.sqlite is not, byte for byte, the one that the last session left: something other than Aigaq changed it, or the disk did. What in it differs from the ledger is named as well.';
    report({ code: 'database_altered', path: 'library.sqlite', message });
  }
  return state;
}

function originalsOf(snapshot: Snapshot): Original[] {
  return [...snapshot.evidence()].map(([id, state]) => ({
    id,
    sha256: String(state.sha256),
    bytes: Number(state.bytes),
    originalName: String(state.originalName),
  }));
}

function verifyDatabase(snapshot: Snapshot, report: Report): void {
  const damage = (message: string) => report({ code: 'database_damaged', path: 'library.sqlite', message });
  const faults = snapshot.repo.integrity();
  if (faults.length > 0) damage(`The database file is damaged: ${faults.slice(0, 3).join('; ')}.`);
  if (snapshot.repo.strayReferences() > 0) damage('Rows of the database refer to rows that were removed.');
  if (snapshot.repo.schema().join('\n') !== expectedSchema().join('\n')) {
    const message = 'Tables, indexes or triggers of the database are not those that Aigaq makes.';
    report({ code: 'schema_differs', path: 'library.sqlite', message });
  }
}

/** A part that the damaged database does not let us check is a finding, not a failure of the check. */
async function attempt<T>(report: Report, part: () => T | Promise<T>): Promise<T | null> {
  try {
    return await part();
  } catch (error) {
    if (sqliteCode(error) === null) {
      if (!(error instanceof AppError) || error.code !== 'library_damaged') throw error;
    }
    const message = `The database file cannot be read to its end: ${error instanceof Error ? error.message : ''}.`;
    report({ code: 'database_damaged', path: 'library.sqlite', message });
    return null;
  }
}
