import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { SharedBytes } from '../seal/library-keys.ts';
import { copyPlainly, takePlace, withWorkFolder } from '../store/exchange-file.ts';
import { connect } from './connect.ts';
import { contentOf, type TableContent } from './content-hash.ts';
import { type Migration, migrate, migrations, newestVersion, readVersion } from './migrate.ts';
import { assertOurs, configure, DATABASE_FILE, type Db, databasePath, intoOneFile } from './open-database.ts';
import { fromSqlite } from './sqlite-errors.ts';

/** Steps of a migration, in order; told after each, so that a test can end the program there. */
export const MIGRATION_STEPS = ['saved', 'copied', 'migrated', 'checked', 'renamed'] as const;
export type MigrationStep = (typeof MIGRATION_STEPS)[number];

export interface MigrateOptions {
  /** Of a sealed library's database; without one it is plain. */
  readonly key?: SharedBytes | null;
  /** Keeps the state before in `backups/`, checked; what is migrated is a copy of it. Its path is the result. */
  readonly save: () => Promise<string>;
  readonly steps?: readonly Migration[] | undefined;
  readonly reached?: ((step: MigrationStep) => void) | undefined;
}

/**
 * Brings the database of a library up to date: on a copy, which takes the place of the old one by a single rename once
 * it was checked. Whatever happens before that leaves the old database as it was; the state before is kept in backups.
 * The caller holds the library's lock.
 * @throws AppError library_newer, library_damaged, library_locked, disk_full, folder_not_writable
 */
export async function migrateLibrary(libraryDir: string, options: MigrateOptions): Promise<void> {
  const { key = null, save, steps = migrations, reached = () => {} } = options;
  const newest = steps.at(-1)?.version ?? newestVersion;
  if (!settleOldVersion(libraryDir, newest, key)) return;
  const saved = await save();
  reached('saved');
  await withWorkFolder(libraryDir, async (folder) => {
    const copy = join(folder, DATABASE_FILE);
    await copyPlainly(saved, copy);
    reached('copied');
    migrateCopy(libraryDir, saved, copy, { key, steps, reached });
    await takePlace(copy, databasePath(libraryDir));
    reached('renamed');
  });
}

/**
 * True when the database is of an older version. Then nobody else has it open any more, and everything is in its one
 * file: leaving WAL mode takes a lock that no reader allows. A file that is renamed over while somebody reads it would
 * leave two databases with one WAL.
 */
function settleOldVersion(libraryDir: string, newest: number, key: SharedBytes | null): boolean {
  let db: Db | undefined;
  try {
    db = connect(databasePath(libraryDir), { fileMustExist: true }, key);
    configure(db, 'read');
    assertOurs(db, libraryDir, newest);
    if (readVersion(db) === newest) return false;
    intoOneFile(db);
    return true;
  } catch (error) {
    throw fromSqlite(error, libraryDir);
  } finally {
    db?.close();
  }
}

function migrateCopy(
  libraryDir: string,
  saved: string,
  copy: string,
  { key, steps, reached }: Required<Omit<MigrateOptions, 'save'>>,
): void {
  const before = contentAt(saved, key);
  const db = connect(copy, { fileMustExist: true }, key);
  try {
    configure(db, 'read');
    migrate(db, steps);
    reached('migrated');
    assertSame(libraryDir, before, db);
    reached('checked');
  } catch (error) {
    throw fromSqlite(error, libraryDir);
  } finally {
    db.close();
  }
}

function contentAt(path: string, key: SharedBytes | null): ReadonlyMap<string, TableContent> {
  const db = connect(path, { readonly: true, fileMustExist: true }, key);
  try {
    return contentOf(db);
  } finally {
    db.close();
  }
}

/** A migration adds; it never loses a row nor changes a value that was there. */
function assertSame(libraryDir: string, before: ReadonlyMap<string, TableContent>, db: Db): void {
  const faults = db.pragma('integrity_check(1)', { simple: true });
  if (faults !== 'ok') throw notMigrated(libraryDir, `the result is damaged (${String(faults)})`);
  const columns = new Map([...before].map(([table, content]) => [table, content.columns]));
  for (const [table, after] of contentOf(db, columns)) {
    const { rows, sha256 } = before.get(table) ?? after;
    if (after.rows !== rows) throw notMigrated(libraryDir, `${table} had ${rows} rows and has ${after.rows} now`);
    if (after.sha256 !== sha256) throw notMigrated(libraryDir, `values of ${table} are not what they were`);
  }
}

function notMigrated(libraryDir: string, why: string): AppError {
  return new AppError(
    'verification_failed',
    `The library in ${libraryDir} could not be brought to this version: ${why}. Nothing was changed. Open it with the version that it was made with, and report this.`,
    { path: libraryDir },
  );
}
