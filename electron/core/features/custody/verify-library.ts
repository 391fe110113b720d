import type { Problem, VerifyReport } from '../../../../shared/custody.ts';
import { AppError } from '../../../../shared/errors.ts';
import { expectedSchema } from '../../db/expected-schema.ts';
import { sqliteCode } from '../../db/sqlite-errors.ts';
import type { Work } from '../../progress.ts';
import { emptyReplay, replay } from './ledger-replay.ts';
import type { Original, Report, Snapshot, VerifyDeps } from './verify-deps.ts';
import { verifyLedger } from './verify-ledger.ts';
import { verifyOriginals } from './verify-originals.ts';
import { verifyTables } from './verify-tables.ts';

/**
 * Checks a whole library: the database file itself, the ledger's chain and signed head, every table against the
 * ledger, and every original against its SHA-256. Problems are collected; only a cancel ends it early.
 * @throws AppError cancelled
 */
export async function verifyLibrary(deps: VerifyDeps, work: Work): Promise<VerifyReport> {
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  const snapshot = deps.openSnapshot();
  try {
    const files = await attempt(report, () => {
      const originals = originalsOf(snapshot);
      return verifyOriginals(originals, deps.store, deps.known, work, report);
    });
    await attempt(report, () => verifyDatabase(snapshot, report));
    const ledgerEntries = await attempt(report, async () => {
      const replayed = emptyReplay();
      const count = await verifyLedger(snapshot.repo, deps.libraryId, work, report, (entry) => replay(replayed, entry));
      verifyTables(snapshot, replayed, report);
      return count;
    });
    const checked = {
      files: files?.files ?? 0,
      bytes: files?.bytes ?? 0,
      ledgerEntries: ledgerEntries ?? 0,
      frames: 0,
    };
    return { ok: problems.length === 0, checked, problems };
  } finally {
    snapshot.close();
  }
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
