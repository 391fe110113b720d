import { resolve } from 'node:path';
import { ClosingStack } from './closing-stack.ts';
import { lockLibrary } from './db/db-lock.ts';
import { assertLibrary, type Db, needsMigration, openDatabase } from './db/open-database.ts';
import type { LibraryKeys } from './seal/library-keys.ts';

/** Long enough for a command that is just ending; short enough not to look hung. */
const LOCK_WAIT_MS = 2000;

export interface OpenLibraryOptions {
  readonly libraryDir: string;
  readonly mode: 'write' | 'read';
  readonly lockWaitMs?: number | undefined;
  /** Of a sealed library; null for a plain one. */
  readonly keys: LibraryKeys | null;
}

/**
 * Takes the writer's lock where one is needed and opens the database. What is opened is given to `closing`, which ends
 * it in the right order.
 * @throws AppError library_missing, library_damaged, library_newer, library_locked
 */
export async function openLibrary(options: OpenLibraryOptions, closing: ClosingStack): Promise<Db> {
  const libraryDir = resolve(options.libraryDir);
  assertLibrary(libraryDir);
  if (options.mode === 'read') return openForReading(libraryDir, options, closing);
  const lock = await lockLibrary(libraryDir, options.lockWaitMs ?? LOCK_WAIT_MS);
  closing.defer(() => lock.release());
  return keep(openDatabase(libraryDir, 'write', options.keys?.database), closing);
}

/** A library of an older Aigaq is brought up to date first; that takes the lock for a moment. */
async function openForReading(libraryDir: string, options: OpenLibraryOptions, closing: ClosingStack): Promise<Db> {
  const db = openDatabase(libraryDir, 'read', options.keys?.database);
  if (!needsMigration(db)) return keep(db, closing);
  db.close();
  const migrating = new ClosingStack();
  try {
    await openLibrary({ ...options, mode: 'write' }, migrating);
  } finally {
    await migrating.close();
  }
  return keep(openDatabase(libraryDir, 'read', options.keys?.database), closing);
}

function keep(db: Db, closing: ClosingStack): Db {
  closing.defer(() => void db.close());
  return db;
}
