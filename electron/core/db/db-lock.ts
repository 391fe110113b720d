import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { fromSqlite, locked, sqliteCode } from './sqlite-errors.ts';

export const LOCK_FILE = 'library.lock';
const POLL_MS = 50;

export interface LibraryLock {
  release(): void;
}

/**
 * Makes this process the library's one writer for as long as it lives. The lock is an open exclusive transaction on a
 * small SQLite file: the system holds it for the process, so it vanishes with a `kill -9`, and no stale file can lock
 * anybody out. Readers take no lock.
 * @param waitMs how long to wait for another writer to finish
 * @throws AppError library_locked, folder_not_writable
 */
export async function lockLibrary(libraryDir: string, waitMs: number): Promise<LibraryLock> {
  const until = performance.now() + waitMs;
  for (;;) {
    const lock = tryLock(libraryDir);
    if (lock !== null) return lock;
    if (performance.now() >= until) throw locked(libraryDir);
    await pause(POLL_MS);
  }
}

function tryLock(libraryDir: string): LibraryLock | null {
  let db: Database.Database | undefined;
  try {
    db = new Database(join(libraryDir, LOCK_FILE), { timeout: 0 });
    db.exec('begin exclusive');
    const held = db;
    return { release: () => held.close() };
  } catch (error) {
    db?.close();
    if (/^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error) ?? '')) return null;
    throw fromSqlite(error, libraryDir);
  }
}
