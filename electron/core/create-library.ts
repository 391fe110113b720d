import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { LibraryInfo } from '../../shared/library.ts';
import { ClosingStack } from './closing-stack.ts';
import { copyDatabase } from './db/copy-database.ts';
import { lockLibrary } from './db/db-lock.ts';
import { newestVersion } from './db/migrate.ts';
import { createDatabase, type Db, inTransaction, placeDatabase } from './db/open-database.ts';
import { fromSqlite } from './db/sqlite-errors.ts';
import { endSession } from './end-session.ts';
import { makeBackup } from './features/backups/backup-files.ts';
import { newestCodebook, readCodebooks } from './features/codebook/codebook-files.ts';
import { custodyRepo } from './features/custody/custody-repo.ts';
import { createCustody, createSigningKey } from './features/custody/custody-service.ts';
import { libraryRepo } from './features/library/library-repo.ts';
import { newId } from './ids.ts';
import { sealNewLibrary } from './library-passphrase.ts';
import { assertPassphrase } from './seal/passphrase-key.ts';
import { folderRisk } from './store/folder-risk.ts';
import { type LibraryFolder, prepareLibraryFolder } from './store/new-library-folder.ts';

export interface CreateLibraryOptions {
  /** A folder that does not exist yet or is empty. */
  readonly libraryDir: string;
  readonly title: string;
  readonly operator: string;
  readonly resourcesDir: string;
  /** Seals the library; without one it is plain. */
  readonly passphrase?: string | undefined;
  readonly clock?: (() => Date) | undefined;
}

/**
 * Makes a new, empty library with its own signing key. What was begun is taken back when it fails, and after a crash
 * it can be made again in the same folder.
 * @throws AppError library_exists, folder_not_empty, library_locked, folder_not_writable, disk_full, invalid_input
 */
export async function createLibrary(options: CreateLibraryOptions): Promise<LibraryInfo> {
  const libraryDir = resolve(options.libraryDir);
  const clock = options.clock ?? (() => new Date());
  const codebook = newestCodebook(readCodebooks(options.resourcesDir)).id;
  if (options.passphrase !== undefined) assertPassphrase(options.passphrase);
  const folder = await prepareLibraryFolder(libraryDir);
  try {
    const lock = await lockLibrary(libraryDir, 0);
    try {
      return await furnish(
        folder,
        { ...options, libraryDir },
        { title: options.title, operator: options.operator, codebook },
        clock(),
      );
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!isTaken(error)) await folder.leave();
    throw error;
  }
}

/** Somebody else makes a library here, or has made it; what stands in the folder is theirs. */
const isTaken = (error: unknown): boolean =>
  error instanceof AppError && ['library_locked', 'library_exists', 'folder_not_empty'].includes(error.code);

async function furnish(folder: LibraryFolder, where: Where, given: Given, now: Date): Promise<LibraryInfo> {
  const { libraryDir, passphrase } = where;
  const closing = new ClosingStack();
  await folder.furnish();
  try {
    const keys = passphrase === undefined ? null : await sealNewLibrary({ libraryDir, passphrase }, closing);
    const db = createDatabase(libraryDir, keys?.database);
    closing.defer(() => void db.close());
    const info = fill(db, libraryDir, given, now);
    await placeDatabase(db, libraryDir);
    // The key that signs this library exists nowhere else yet.
    await endSession({ libraryDir, keys }, now, () =>
      makeBackup(libraryDir, now, (from, to) => copyDatabase(from, to, keys?.database ?? null)),
    );
    return { ...info, sealed: keys !== null };
  } catch (error) {
    await folder.takeBack();
    throw fromSqlite(error, libraryDir);
  } finally {
    await closing.close();
  }
}

type Where = Pick<CreateLibraryOptions, 'libraryDir' | 'passphrase'>;

interface Given {
  readonly title: string;
  readonly operator: string;
  readonly codebook: string;
}

function fill(db: Db, libraryDir: string, given: Given, now: Date): Omit<LibraryInfo, 'sealed'> {
  const id = newId('lib');
  const [title, operator] = [given.title.toWellFormed().trim(), given.operator.toWellFormed().trim()];
  const createdAt = now.toISOString();
  return inTransaction(db, () => {
    libraryRepo(db).insert({ id, title, operator, codebook: given.codebook, created_at: createdAt });
    const repo = custodyRepo(db);
    const publicKey = createSigningKey(repo, now);
    const details = { id, title, operator, codebook: given.codebook, createdAt, publicKey };
    createCustody({ repo, clock: () => now, libraryId: id }).record({
      operator,
      action: 'library.created',
      subject: id,
      details,
    });
    return {
      id,
      title,
      path: libraryDir,
      schemaVersion: newestVersion,
      operator,
      createdAt,
      items: 0,
      bytes: 0,
      lastVerified: null,
      folderRisk: folderRisk(libraryDir),
    };
  });
}
