import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { place } from '../store/durable-files.ts';
import { fromTargetError } from '../store/fs-errors.ts';
import { followed } from './commit-follower.ts';
import { connect, type Db } from './connect.ts';
import { migrate, newestVersion, readVersion } from './migrate.ts';
import { damaged, fromSqlite } from './sqlite-errors.ts';

export type { Db } from './connect.ts';

export const DATABASE_FILE = 'library.sqlite';
/** A new database until it is complete; whoever finds the other name finds a library. */
const DRAFT_FILE = 'library.new.sqlite';
/** "AIGQ": tells a library from any other SQLite file. */
export const APPLICATION_ID = 0x41494751;

export const databasePath = (libraryDir: string): string => join(libraryDir, DATABASE_FILE);

/**
 * Opens the database of an existing library; a sealed one needs its key. For writing, the caller holds the library's
 * lock and has brought it up to date (migrate-library.ts).
 * Nothing here opens the file by other means than SQLite: closing such a descriptor would drop SQLite's POSIX locks.
 * @throws AppError library_missing, library_damaged, library_newer, library_locked, folder_not_writable
 */
export function openDatabase(libraryDir: string, mode: 'write' | 'read', key: SharedBytes | null = null): Db {
  assertLibrary(libraryDir);
  let db: Db | undefined;
  try {
    db = connect(databasePath(libraryDir), { readonly: mode === 'read', fileMustExist: true }, key);
    configure(db, mode);
    assertOurs(db, libraryDir);
    return db;
  } catch (error) {
    db?.close();
    throw fromTargetError(fromSqlite(error, libraryDir), libraryDir);
  }
}

/** Makes a new database and all its tables, under a name that is not yet that of a library: see {@link placeDatabase}. */
export function createDatabase(libraryDir: string, key: SharedBytes | null = null, name = DRAFT_FILE): Db {
  let db: Db | undefined;
  try {
    db = connect(join(libraryDir, name), {}, key);
    configure(db, 'write');
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw fromSqlite(error, libraryDir);
  }
}

/**
 * Closes a new database and gives it its name. Its log goes into the file first, asked for and checked: closing alone
 * says nothing when that fails.
 * @throws AppError disk_full, folder_not_writable
 */
export async function placeDatabase(db: Db, libraryDir: string): Promise<void> {
  try {
    db.pragma('wal_checkpoint(truncate)');
    db.close();
    await place(join(libraryDir, DRAFT_FILE), databasePath(libraryDir));
  } catch (error) {
    throw fromTargetError(fromSqlite(error, libraryDir), libraryDir);
  }
}

/** True when the library was written by an older Aigaq and has to be migrated before it can be read. */
export function needsMigration(db: Db): boolean {
  return readVersion(db) < newestVersion;
}

/** Runs `change` in one immediate transaction; inside another one it becomes a savepoint. */
export function inTransaction<T>(db: Db, change: () => T): T {
  if (db.inTransaction) return db.transaction(change)();
  return followed(db, () => db.transaction(change).immediate());
}

/**
 * WAL with synchronous=FULL: a commit that was answered survives a power cut. better-sqlite3 is compiled with
 * SQLITE_DEFAULT_WAL_SYNCHRONOUS=1, so FULL must be set after journal_mode, on every connection.
 */
export function configure(db: Db, mode: 'write' | 'read'): void {
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = off');
  db.pragma('foreign_keys = on');
  // Large sorts would otherwise be written to the system's folder for temporary files, outside the library.
  db.pragma('temp_store = memory');
  if (mode === 'read') return;
  const journal = db.pragma('journal_mode = wal', { simple: true });
  db.pragma('synchronous = full');
  if (journal !== 'wal' || db.pragma('synchronous', { simple: true }) !== 2) {
    throw new AppError(
      'folder_not_writable',
      'This disk does not support the safe way of writing (SQLite WAL) that a library needs. Keep the library on a local disk.',
      { journal },
    );
  }
}

/**
 * Puts everything into the database's one file, so that it can be renamed. That takes a lock which no reader allows.
 * @throws SqliteError SQLITE_BUSY while somebody else has it open
 */
export function intoOneFile(db: Db): void {
  db.pragma('journal_mode = delete');
}

/** True when a folder is that of a library, even one whose database is gone. */
export function isLibraryFolder(dir: string): boolean {
  const has = (name: string): boolean => existsSync(join(dir, name));
  return has(DATABASE_FILE) || has('ledger.jsonl') || (has('originals') && has('backups'));
}

/** @throws AppError library_missing, library_damaged */
export function assertLibrary(libraryDir: string): void {
  const file = databasePath(libraryDir);
  if (!existsSync(file)) {
    if (isLibraryFolder(libraryDir)) throw damaged(libraryDir, `${DATABASE_FILE} is missing`);
    throw new AppError(
      'library_missing',
      `There is no library in ${libraryDir}: it holds no ${DATABASE_FILE}. Check the folder, or create a library there.`,
      { path: libraryDir },
    );
  }
  if (statSync(file).size === 0) throw damaged(libraryDir, 'the file is empty');
}

/** @throws AppError library_newer, library_damaged */
export function assertOurs(db: Db, libraryDir: string, newest = newestVersion): void {
  const version = readVersion(db);
  if (version > newest) {
    throw new AppError(
      'library_newer',
      `The library in ${libraryDir} was written by a newer Aigaq (schema ${version}; this one knows ${newest}). Open it with that version or a later one.`,
      { path: libraryDir, schemaVersion: version, known: newest },
    );
  }
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID || version === 0) {
    throw damaged(libraryDir, 'the file is a database, but not one of Aigaq');
  }
}
