import { join, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Recovered } from '../../../shared/recovery.ts';
import { ClosingStack } from '../closing-stack.ts';
import { breakSeal } from '../db/database-seal.ts';
import { lockLibrary } from '../db/db-lock.ts';
import { migrate } from '../db/migrate.ts';
import {
  createDatabase,
  DATABASE_FILE,
  type Db,
  databasePath,
  intoOneFile,
  openDatabase,
} from '../db/open-database.ts';
import { fromSqlite } from '../db/sqlite-errors.ts';
import { endSession } from '../end-session.ts';
import { custodyRepo } from '../features/custody/custody-repo.ts';
import { LEDGER_FILE } from '../features/custody/ledger-lines.ts';
import { unlockFolder } from '../library-passphrase.ts';
import type { LibraryKeys } from '../seal/library-keys.ts';
import { copyPlainly, takePlace, withWorkFolder } from '../store/exchange-file.ts';
import { keptFiles } from '../store/kept-files.ts';
import { nameStamp, setAside } from '../store/set-aside.ts';
import { type Filled, fillDatabase } from './fill-database.ts';
import { holds, longest, longestFrom } from './found-ledgers.ts';
import type { RecoverOptions } from './recover-options.ts';
import { openSources, type RecoverySources } from './recovery-sources.ts';

const LOCK_WAIT_MS = 2000;

/**
 * Puts a backup in the place of the database and brings it up to date with every entry that a ledger in the folder adds
 * to it. The database that was there is set aside, never removed.
 * @throws AppError not_found, library_damaged, library_locked, library_missing, library_newer, disk_full
 */
export function restoreLibrary(options: RecoverOptions, name: string): Promise<Recovered> {
  return recover(options, async (sources, folder) => {
    if (!sources.backups.some((backup) => backup.name === name)) {
      const text = `There is no backup ${name} of the library in ${sources.libraryDir}. List its backups to see their names.`;
      throw new AppError('not_found', text, { backup: name });
    }
    await copyPlainly(keptFiles(sources.libraryDir).pathOf(name), join(folder, DATABASE_FILE));
    const db = openDatabase(folder, 'write', sources.keys?.database);
    migrate(db);
    const base = sources.ledgers.find(({ source }) => source === name)?.entries ?? [];
    if (custodyRepo(db).head()?.count !== base.length) throw brokenBackup(sources.libraryDir, name, db);
    return { db, from: name, base, entries: longestFrom(base, sources.ledgers) };
  });
}

function brokenBackup(libraryDir: string, name: string, db: Db): AppError {
  db.close();
  const text = `The backup ${name} of the library in ${libraryDir} is damaged: its ledger breaks off. Nothing was changed. Restore another backup, or rebuild the library.`;
  return new AppError('library_damaged', text, { path: libraryDir, backup: name });
}

/**
 * Makes a new database from the longest ledger in the folder and what the originals tell.
 * @throws AppError library_damaged when no ledger was found, library_locked, library_missing, library_newer, disk_full
 */
export function rebuildLibrary(options: RecoverOptions): Promise<Recovered> {
  return recover(options, async (sources, folder) => {
    const found = longest(sources.ledgers);
    if (found === null) {
      const text = `The library in ${sources.libraryDir} cannot be rebuilt: neither ${LEDGER_FILE} nor a database in the folder holds a ledger that can be read. Restore the folder from a copy of your own.`;
      throw new AppError('library_damaged', text, { path: sources.libraryDir });
    }
    return {
      db: createDatabase(folder, sources.keys?.database, DATABASE_FILE),
      from: null,
      base: [],
      entries: found.entries,
    };
  });
}

/** A database in the making: what it holds already and what it is to hold. */
export type Base = Pick<Filled, 'base' | 'entries' | 'from'> & { readonly db: Db };

async function recover(
  options: RecoverOptions,
  prepare: (sources: RecoverySources, folder: string) => Promise<Base>,
): Promise<Recovered> {
  const libraryDir = resolve(options.libraryDir);
  const closing = new ClosingStack();
  try {
    const keys = await unlockFolder({ libraryDir, passphrase: options.passphrase }, closing);
    // What is no library's folder gets no lock file either.
    (await openSources(libraryDir, keys)).close();
    const lock = await lockLibrary(libraryDir, options.lockWaitMs ?? LOCK_WAIT_MS);
    closing.defer(() => lock.release());
    const unlocked = { ...options, libraryDir, keys };
    return await withWorkFolder(libraryDir, async (folder) => {
      const made = await makeDatabase(unlocked, folder, prepare);
      options.reached?.('made');
      return exchange(unlocked, folder, made);
    });
  } catch (error) {
    throw fromSqlite(error, libraryDir);
  } finally {
    await closing.close();
  }
}

interface Made {
  readonly recovered: Omit<Recovered, 'setAside'>;
  /** Whether the ledger file can simply be gone on with. */
  readonly keepsLedgerFile: boolean;
}

/** With the keys of a sealed library; null for a plain one. */
type Unlocked = RecoverOptions & { readonly keys: LibraryKeys | null };

async function makeDatabase(
  options: Unlocked,
  folder: string,
  prepare: (sources: RecoverySources, folder: string) => Promise<Base>,
): Promise<Made> {
  const sources = await openSources(options.libraryDir, options.keys);
  let db: Db | undefined;
  try {
    const base = await prepare(sources, folder);
    db = base.db;
    const recovered = await fillDatabase(options, sources, base);
    intoOneFile(db);
    const { file } = sources;
    return { recovered, keepsLedgerFile: !file.broken && holds(base.entries, file.entries) };
  } finally {
    db?.close();
    sources.close();
  }
}

/** The old database first gives up its name, then its WAL: the new one must never be read with a WAL that is not its own. */
async function exchange(options: Unlocked, folder: string, made: Made): Promise<Recovered> {
  const { libraryDir, keys, clock, reached = () => {} } = options;
  const stamp = nameStamp(clock());
  const aside: (string | null)[] = [];
  // Its seal speaks of the old one.
  breakSeal(libraryDir);
  for (const end of ['', '-wal', '-shm']) {
    aside.push(await setAside(libraryDir, `${DATABASE_FILE}${end}`, `set-aside-${stamp}.sqlite${end}`));
  }
  reached('set-aside');
  await takePlace(join(folder, DATABASE_FILE), databasePath(libraryDir));
  if (!made.keepsLedgerFile) aside.push(await setAside(libraryDir, LEDGER_FILE, `set-aside-${stamp}.jsonl`));
  reached('renamed');
  await endSession({ libraryDir, keys }, clock());
  return { ...made.recovered, setAside: aside.filter((name) => name !== null) };
}
