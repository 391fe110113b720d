import { join } from 'node:path';
import type { CopyFacts } from '../../db/copy-database.ts';
import { DATABASE_FILE } from '../../db/open-database.ts';
import { fromSqlite } from '../../db/sqlite-errors.ts';
import { type KeptFiles, keptFiles } from '../../store/kept-files.ts';
import { keepKeyFile } from '../../store/library-key-file.ts';
import { backupName, readBackupName } from './backup-names.ts';
import { type SizedBackup, superfluous } from './backup-thinning.ts';

/** Makes a checked copy of the database `from` at `to`: in a thread of its own, or at once. */
export type CopyDatabase = (from: string, to: string) => CopyFacts | Promise<CopyFacts>;

export interface BackupFile extends CopyFacts {
  readonly name: string;
  readonly path: string;
}

/** Backups of a library, the newest first. */
export async function listBackups(
  libraryDir: string,
  files: KeptFiles = keptFiles(libraryDir),
): Promise<SizedBackup[]> {
  const found: SizedBackup[] = [];
  for (const { name, bytes } of await files.list()) {
    const known = readBackupName(name);
    if (known !== null) found.push({ ...known, bytes });
  }
  return found.sort((a, b) => b.at.localeCompare(a.at) || b.entries - a.entries);
}

/**
 * Makes a backup of a library's database. It gets its name only once it was checked and is on the disk; only then are
 * older ones removed that need not be kept.
 * @throws AppError disk_full, library_damaged, folder_not_writable; then every older one is still there
 */
export async function makeBackup(
  libraryDir: string,
  now: Date,
  copy: CopyDatabase,
  mostBytes?: number,
): Promise<BackupFile> {
  const files = keptFiles(libraryDir);
  // A backup that nobody can open is none.
  await keepKeyFile(libraryDir);
  const made = await files
    .make(
      (temporary) => copy(join(libraryDir, DATABASE_FILE), temporary),
      ({ entries }) => backupName(now, entries),
    )
    .catch((error: unknown) => {
      throw fromSqlite(error, libraryDir);
    });
  const old = superfluous(await listBackups(libraryDir, files), now, mostBytes);
  await files.remove(old.filter((name) => name !== made.name));
  return { ...made.value, name: made.name, path: files.pathOf(made.name) };
}
