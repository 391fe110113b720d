import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { newestVersion } from '../db/migrate.ts';
import { DATABASE_FILE, databasePath } from '../db/open-database.ts';
import { openSalvage, type Salvage } from '../db/salvage.ts';
import { listBackups } from '../features/backups/backup-files.ts';
import type { SizedBackup } from '../features/backups/backup-thinning.ts';
import { ledgerFileOf } from '../features/custody/ledger-lines.ts';
import type { LibraryKeys, LibraryPlace } from '../seal/library-keys.ts';
import { lineSeal } from '../seal/sealed-line.ts';
import { type KeptFiles, keptFiles } from '../store/kept-files.ts';
import { type FoundLedger, ledgerOfDatabase, ledgerOfFile } from './found-ledgers.ts';

/** Everything in a library's folder that a case can be brought back from. */
export interface RecoverySources extends LibraryPlace {
  readonly backups: readonly SizedBackup[];
  /** What can be read of the database and of each backup, by name; the newest first. */
  readonly salvages: ReadonlyMap<string, Salvage>;
  /** The ledger in the file beside the database. */
  readonly file: FoundLedger;
  /** Every ledger that was found: the file's, the database's, and those of backups. */
  readonly ledgers: readonly FoundLedger[];
  close(): void;
}

/**
 * Looks through a library's folder. Nothing in it is changed.
 * @throws AppError library_missing when it is no library's folder, library_newer, unreadable_file
 */
export async function openSources(libraryDir: string, keys: LibraryKeys | null): Promise<RecoverySources> {
  const key = keys?.database ?? null;
  const backups = existsSync(libraryDir) ? await listBackups(libraryDir) : [];
  assertSomethingThere(libraryDir, backups);
  const salvages = new Map<string, Salvage>();
  const files = keptFiles(libraryDir);
  try {
    const database = openSalvage(databasePath(libraryDir), key);
    if (database !== null) salvages.set(DATABASE_FILE, database);
    assertNotNewer(libraryDir, database);
    // A recovery that was interrupted has set the database aside already.
    const aside = database === null ? await newestAside(files) : null;
    for (const name of [...(aside === null ? [] : [aside]), ...backups.map((backup) => backup.name)]) {
      const salvage = openSalvage(files.pathOf(name), key);
      if (salvage !== null) salvages.set(name, salvage);
    }
    const file = await ledgerOfFile(libraryDir, lineSeal(keys?.ledger ?? null));
    const others: FoundLedger[] = [];
    for (const [name, salvage] of salvages) others.push(await ledgerOfDatabase(salvage, name, file));
    return {
      ...{ libraryDir, keys, backups, salvages, file },
      ledgers: [file, ...others],
      close: () => closeAll(salvages),
    };
  } catch (error) {
    closeAll(salvages);
    throw error;
  }
}

async function newestAside(files: KeptFiles): Promise<string | null> {
  const names = (await files.list()).map(({ name }) => name).filter((name) => /^set-aside-.*\.sqlite$/.test(name));
  return names.sort().at(-1) ?? null;
}

function closeAll(salvages: ReadonlyMap<string, Salvage>): void {
  for (const salvage of salvages.values()) salvage.close();
}

function assertSomethingThere(libraryDir: string, backups: readonly SizedBackup[]): void {
  if (backups.length > 0 || existsSync(databasePath(libraryDir)) || existsSync(ledgerFileOf(libraryDir))) return;
  throw new AppError(
    'library_missing',
    `There is no library in ${libraryDir}: neither a database, nor a ledger, nor a backup. Check the folder.`,
    { path: libraryDir },
  );
}

/** A newer program's library is not damaged, and this one cannot tell what it would lose. */
function assertNotNewer(libraryDir: string, database: Salvage | null): void {
  if (database === null || database.schemaVersion <= newestVersion) return;
  throw new AppError(
    'library_newer',
    `The library in ${libraryDir} was written by a newer Aigaq (schema ${database.schemaVersion}; this one knows ${newestVersion}). Recover it with that version or a later one.`,
    { path: libraryDir, schemaVersion: database.schemaVersion, known: newestVersion },
  );
}
