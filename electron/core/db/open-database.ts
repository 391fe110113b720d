import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { connect, type Db } from './connect.ts';
import { migrate, newestVersion, readVersion } from './migrate.ts';
import { damaged, fromSqlite } from './sqlite-errors.ts';

export type { Db } from './connect.ts';

export const DATABASE_FILE = 'library.sqlite';
/** "AIGQ": tells a library from any other SQLite file. */
export const APPLICATION_ID = 0x41494751;

export const databasePath = (libraryDir: string): string => join(libraryDir, DATABASE_FILE);

/**
 * Opens the database of an existing library; a sealed one needs its key. For writing, the caller holds the library's
 * lock.
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
    if (mode === 'write') migrate(db, libraryDir);
    return db;
  } catch (error) {
    db?.close();
    throw fromSqlite(error, libraryDir);
  }
}

/** Makes the database file of a new library and all its tables. */
export function createDatabase(libraryDir: string, key: SharedBytes | null = null): Db {
  let db: Db | undefined;
  try {
    db = connect(databasePath(libraryDir), {}, key);
    configure(db, 'write');
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db, libraryDir);
    return db;
  } catch (error) {
    db?.close();
    throw fromSqlite(error, libraryDir);
  }
}

/** True when the library was written by an older Aigaq and has to be migrated before it can be read. */
export function needsMigration(db: Db): boolean {
  return readVersion(db) < newestVersion;
}

/** Runs `change` in one immediate transaction; inside another one it becomes a savepoint. */
export function inTransaction<T>(db: Db, change: () => T): T {
  return db.transaction(change).immediate();
}

/**
 * WAL with synchronous=FULL: a commit that was answered survives a power cut. better-sqlite3 is compiled with
 * SQLITE_DEFAULT_WAL_SYNCHRONOUS=1, so FULL must be set after journal_mode, on every connection.
 */
function configure(db: Db, mode: 'write' | 'read'): void {
  db.pragma('busy_timeout = 5000');
  db.pragma('trusted_schema = off');
  db.pragma('foreign_keys = on');
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

/** @throws AppError library_missing, library_damaged */
export function assertLibrary(libraryDir: string): void {
  const file = databasePath(libraryDir);
  if (!existsSync(file)) {
    throw new AppError(
      'library_missing',
      `There is no library in ${libraryDir}: it holds no ${DATABASE_FILE}. Check the folder, or create a library there.`,
      { path: libraryDir },
    );
  }
  if (statSync(file).size === 0) throw damaged(libraryDir, 'the file is empty');
}

function assertOurs(db: Db, libraryDir: string): void {
  const version = readVersion(db);
  if (version > newestVersion) {
    throw new AppError(
      'library_newer',
      `The library in ${libraryDir} was written by a newer Aigaq (schema ${version}; this one knows ${newestVersion}). Open it with that version or a later one.`,
      { path: libraryDir, schemaVersion: version, known: newestVersion },
    );
  }
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID || version === 0) {
    throw damaged(libraryDir, 'the file is a database, but not one of Aigaq');
  }
}
