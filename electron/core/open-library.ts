import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { ClosingStack } from './closing-stack.ts';
import { followCommits } from './db/commit-follower.ts';
import { copyDatabase } from './db/copy-database.ts';
import { breakSeal, type CheckedSeal, checkSeal, type SealState, sealDatabase } from './db/database-seal.ts';
import { lockLibrary } from './db/db-lock.ts';
import { migrateLibrary } from './db/migrate-library.ts';
import { assertLibrary, type Db, inTransaction, needsMigration, openDatabase } from './db/open-database.ts';
import { makeBackup } from './features/backups/backup-files.ts';
import { custodyRepo } from './features/custody/custody-repo.ts';
import { createCustody } from './features/custody/custody-service.ts';
import { type LedgerCopy, openLedgerCopy } from './features/custody/ledger-copy.ts';
import { DATABASE_ALTERED } from './features/custody/ledger-entry.ts';
import { isFormerHead, upgradeLedger } from './features/custody/ledger-upkeep.ts';
import { libraryRepo } from './features/library/library-repo.ts';
import { libraryRow } from './features/library/library-service.ts';
import { type Log, silentLog } from './log.ts';
import type { LibraryKeys, LibraryPlace } from './seal/library-keys.ts';

/** Long enough for a command that is just ending; short enough not to look hung. */
const LOCK_WAIT_MS = 2000;

export interface OpenLibraryOptions {
  readonly libraryDir: string;
  readonly mode: 'write' | 'read';
  readonly lockWaitMs?: number | undefined;
  /** Of a sealed library; null for a plain one. */
  readonly keys: LibraryKeys | null;
  readonly clock?: (() => Date) | undefined;
  readonly log?: Log | undefined;
}

export interface OpenedLibrary {
  readonly db: Db;
  readonly keys: LibraryKeys | null;
  /** What the database file was when it was found; a reader looks when it is asked. */
  readonly seal: () => SealState;
  /** Follows every commit of the one writer; null for a reader. */
  readonly ledgerCopy: LedgerCopy | null;
}

/**
 * Takes the writer's lock where one is needed and opens the database. What is opened is given to `closing`, which ends
 * it in the right order.
 * @throws AppError library_missing, library_damaged, library_newer, library_locked
 */
export async function openLibrary(options: OpenLibraryOptions, closing: ClosingStack): Promise<OpenedLibrary> {
  const libraryDir = resolve(options.libraryDir);
  assertLibrary(libraryDir);
  if (options.mode === 'read') return openForReading(libraryDir, options, closing);
  const { clock = () => new Date(), log = silentLog } = options;
  const lock = await lockLibrary(libraryDir, options.lockWaitMs ?? LOCK_WAIT_MS);
  closing.defer(() => lock.release());
  const { keys } = options;
  const key = keys?.database ?? null;
  const seal = checkSeal(libraryDir, key);
  if (seal.state === 'altered' && seal.old) throw notMigrated(libraryDir);
  if (seal.state !== 'altered') breakSeal(libraryDir);
  const copy = (from: string, to: string) => copyDatabase(from, to, key);
  await migrateLibrary(libraryDir, { key, save: async () => (await makeBackup(libraryDir, clock(), copy)).path });
  const db = openDatabase(libraryDir, 'write', key);
  // An alteration that could not be noted in the ledger stays for the next session to find.
  let noted = seal.state !== 'altered';
  closing.defer(() => (noted ? endSession(db, { libraryDir, keys }, log) : void db.close()));
  // First of all: into a database that is older than its ledger's copy nothing may be written.
  const ledgerCopy = await openLedgerCopy({ libraryDir, keys }, custodyRepo(db), clock());
  closing.defer(() => tolerant(() => ledgerCopy.close(), 'ledger.unnoted', log));
  followCommits(db, ledgerCopy);
  bringUpToDate(db, seal, clock, ledgerCopy);
  if (!noted) breakSeal(libraryDir);
  noted = true;
  return { db, keys, seal: () => seal.state, ledgerCopy };
}

/** A library of an older Aigaq is brought up to date first; that takes the lock for a moment. */
async function openForReading(
  libraryDir: string,
  options: OpenLibraryOptions,
  closing: ClosingStack,
): Promise<OpenedLibrary> {
  const { keys } = options;
  const key = keys?.database ?? null;
  const db = openDatabase(libraryDir, 'read', key);
  const others = { keys, seal: () => checkSeal(libraryDir, key).state, ledgerCopy: null };
  if (!needsMigration(db) && !isFormerHead(custodyRepo(db))) return { db: keep(db, closing), ...others };
  db.close();
  const upgrading = new ClosingStack();
  try {
    await openLibrary({ ...options, mode: 'write' }, upgrading);
  } catch (error) {
    await upgrading.abandon();
    throw error;
  }
  await upgrading.close();
  return { db: keep(openDatabase(libraryDir, 'read', key), closing), ...others };
}

/** Notes in the ledger what happened to the database outside a session, and gives an old ledger its tree. */
function bringUpToDate(db: Db, seal: CheckedSeal, clock: () => Date, copy: LedgerCopy): void {
  const { state, expected, found } = seal;
  const repo = custodyRepo(db);
  if (state !== 'altered' && !isFormerHead(repo)) return;
  const { id, operator } = libraryRow(libraryRepo(db));
  const custody = createCustody({ repo, clock, libraryId: id, copied: copy.count });
  inTransaction(db, () => {
    upgradeLedger(repo, custody, { id, operator });
    if (state === 'altered') {
      custody.record({ operator, action: DATABASE_ALTERED, subject: id, details: { expected, found } });
    }
  });
}

/** A library that cannot be sealed, on a full disk for instance, is none the worse for it; it is only not sealed. */
function endSession(db: Db, { libraryDir, keys }: LibraryPlace, log: Log): void {
  try {
    tolerant(() => sealDatabase(db, libraryDir, keys?.database), 'library.unsealed', log);
  } finally {
    db.close();
  }
}

/** Does what a session only leaves for the next one. Where that fails all that was answered is still there. */
function tolerant(act: () => void, failed: string, log: Log): void {
  try {
    act();
  } catch (error) {
    log.warn(failed, { error: error instanceof Error ? error.name : typeof error });
  }
}

function notMigrated(libraryDir: string): AppError {
  return new AppError(
    'library_damaged',
    `The database of ${libraryDir} is not the one that the last session left, so it is not brought up to date. Work on a copy: restore library.sqlite from a backup, or, if you changed it yourself, delete library.sqlite.sha256 and open it again.`,
    { path: libraryDir },
  );
}

function keep(db: Db, closing: ClosingStack): Db {
  closing.defer(() => void db.close());
  return db;
}
