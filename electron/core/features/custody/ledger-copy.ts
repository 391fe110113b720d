import type { LedgerEntry } from '../../../../shared/custody.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { CommitFollower } from '../../db/commit-follower.ts';
import type { LibraryPlace } from '../../seal/library-keys.ts';
import { type LineSeal, lineSeal } from '../../seal/sealed-line.ts';
import { type AppendFile, openAppendFile, rewriteFile } from '../../store/append-file.ts';
import { type LastLine, readLastLine } from '../../store/last-line.ts';
import { nameStamp, setAside } from '../../store/set-aside.ts';
import type { CustodyRepo } from './custody-repo.ts';
import { entryOfLine, LEDGER_FILE, ledgerFileOf, ledgerLines, lineOfRow } from './ledger-lines.ts';

/**
 * The copy of the ledger beside the database, `ledger.jsonl`. The database is written first and wins: a copy that lacks
 * its last entries is completed. A copy that goes on where the database ends shows that the database is an older one;
 * then nothing is written until a person has decided.
 */
export interface LedgerCopy extends CommitFollower {
  /** Entries that the copy holds for sure. */
  count(): number;
  /** Notes in the database how many these are. @throws SqliteError; then fewer are known, and the file is closed all the same */
  close(): void;
}

const AT_ONCE = 500;

/**
 * Opens the copy for the library's one writer and brings it up to date.
 * @throws AppError library_damaged when the database is older than the copy, or the two tell different stories
 */
export async function openLedgerCopy(
  { libraryDir, keys }: LibraryPlace,
  repo: CustodyRepo,
  now: Date,
): Promise<LedgerCopy> {
  const lines = lineSeal(keys?.ledger ?? null);
  const path = ledgerFileOf(libraryDir);
  const found = readLastLine(path);
  const held = found === null ? 0 : await heldBy(found, repo, libraryDir, lines);
  // It cannot be gone on with: what it once said is in the database, and it is kept for whoever wants to know.
  if (held === 0 && found !== null && found.size > 0) {
    await setAside(libraryDir, LEDGER_FILE, `ledger-${nameStamp(now)}.jsonl`);
  }
  const copy = ledgerCopy(path, lines, repo, held, held === 0 ? 0 : (found?.end ?? 0));
  copy.after();
  return copy;
}

/** How many entries a copy holds, all of them those of the database; 0 when a crash left no more than parts of it. */
async function heldBy(
  { text, end }: LastLine,
  repo: CustodyRepo,
  libraryDir: string,
  lines: LineSeal,
): Promise<number> {
  const last = text === null ? null : entryOfLine(lines.open(text) ?? '');
  if (last === null) return 0;
  const { count, hash } = repo.head() ?? { count: 0, hash: '' };
  if (last.seq > count) {
    const there = await entryAt(libraryDir, end, count, lines);
    throw there === null || there.hash === hash
      ? databaseBehind(libraryDir, count, last.seq)
      : ledgersDiffer(libraryDir, count);
  }
  const [row] = repo.entriesAfter(last.seq - 1, 1);
  if (row?.hash !== last.hash) throw ledgersDiffer(libraryDir, last.seq);
  return (await hasHole(libraryDir, end, lines, { known: repo.copied() ?? 0, last: last.seq })) ? 0 : last.seq;
}

/**
 * Whether a power cut left the end of an addition without its middle: its sectors reach a disk in any order. Only what
 * follows the `known` entries can be such an addition. A line that is another entry is no trace of that; `verify` names it.
 */
async function hasHole(
  libraryDir: string,
  bytes: number,
  lines: LineSeal,
  { known, last }: { readonly known: number; readonly last: number },
): Promise<boolean> {
  if (last - known < 2) return false;
  let count = 0;
  for await (const line of ledgerLines(ledgerFileOf(libraryDir), bytes, lines)) {
    if (++count > known && entryOfLine(line) === null) return true;
  }
  return false;
}

async function entryAt(libraryDir: string, bytes: number, seq: number, lines: LineSeal): Promise<LedgerEntry | null> {
  let count = 0;
  for await (const line of ledgerLines(ledgerFileOf(libraryDir), bytes, lines)) {
    if (++count === seq) return entryOfLine(line);
  }
  return null;
}

function ledgerCopy(path: string, { seal }: LineSeal, repo: CustodyRepo, held: number, size: number): LedgerCopy {
  let count = held;
  let file: AppendFile | null = held === 0 ? null : goOnWith(path, size);

  const writeAnew = (upTo: number): void => {
    file = openAppendFile(path, rewriteFile(path, parts(repo, seal, 0, upTo)));
  };
  const catchUp = (): void => {
    const upTo = repo.head()?.count ?? 0;
    if (upTo === count && file !== null) return;
    try {
      if (file === null) writeAnew(upTo);
      else for (const part of parts(repo, seal, count, upTo)) file.append(part);
      count = upTo;
    } catch (error) {
      // After a failed fsync nothing is known of what was written: it is written anew from the database.
      file?.close();
      file = null;
      throw error;
    }
  };

  return {
    count: () => count,
    before: catchUp,
    after() {
      try {
        catchUp();
      } catch (error) {
        throw savedOnce(error);
      }
    },
    close() {
      try {
        if (file !== null) repo.setCopied(count);
      } finally {
        file?.close();
        file = null;
      }
    },
  };
}

/** Null when a sync failed: what is there is not believed then, and written anew. */
function goOnWith(path: string, size: number): AppendFile | null {
  try {
    return openAppendFile(path, size);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function* parts(repo: CustodyRepo, seal: LineSeal['seal'], after: number, upTo: number): Generator<string> {
  for (let last = after; last < upTo; ) {
    const rows = repo.entriesAfter(last, Math.min(AT_ONCE, upTo - last));
    if (rows.length === 0) return;
    yield rows.map((row) => `${seal(lineOfRow(row))}\n`).join('');
    last = rows.at(-1)?.seq ?? upTo;
  }
}

/** The commit stands. Until the copy does, too, `before` refuses every other change. */
function savedOnce(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const text = `${error.message} What was just done is saved in the database; nothing more is changed until its copy in ${LEDGER_FILE} is complete.`;
  return new AppError(error.code, text, error.details);
}

function databaseBehind(libraryDir: string, count: number, copied: number): AppError {
  return new AppError(
    'library_damaged',
    `The library in ${libraryDir} has an older database: it ends with ledger entry ${count}, while ${LEDGER_FILE} beside it goes on to ${copied}. Bring it up to date: restore a backup, or rebuild it from originals and ledger.`,
    { path: libraryDir, reason: 'database_behind', entries: count, copied },
  );
}

function ledgersDiffer(libraryDir: string, seq: number): AppError {
  return new AppError(
    'library_damaged',
    `The library in ${libraryDir} has two ledgers that differ: entry ${seq} of ${LEDGER_FILE} is not entry ${seq} of the database. Verify the library, compare both with an earlier bundle, then restore a backup or rebuild it.`,
    { path: libraryDir, reason: 'ledgers_differ', seq },
  );
}
