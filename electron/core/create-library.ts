import { resolve } from 'node:path';
import type { LibraryInfo } from '../../shared/library.ts';
import { ClosingStack } from './closing-stack.ts';
import { lockLibrary } from './db/db-lock.ts';
import { newestVersion } from './db/migrate.ts';
import { createDatabase, type Db, inTransaction } from './db/open-database.ts';
import { newestCodebook, readCodebooks } from './features/codebook/codebook-files.ts';
import { custodyRepo } from './features/custody/custody-repo.ts';
import { createCustody, createSigningKey } from './features/custody/custody-service.ts';
import { libraryRepo } from './features/library/library-repo.ts';
import { newId } from './ids.ts';
import { sealNewLibrary } from './library-passphrase.ts';
import { assertPassphrase } from './seal/passphrase-key.ts';
import { prepareLibraryFolder } from './store/new-library-folder.ts';

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
 * Makes a new, empty library with its own signing key. What was begun is taken back when it fails.
 * @throws AppError library_exists, folder_not_empty, folder_not_writable, disk_full, invalid_input
 */
export async function createLibrary(options: CreateLibraryOptions): Promise<LibraryInfo> {
  const libraryDir = resolve(options.libraryDir);
  const clock = options.clock ?? (() => new Date());
  const codebook = newestCodebook(readCodebooks(options.resourcesDir)).id;
  if (options.passphrase !== undefined) assertPassphrase(options.passphrase);
  const folder = await prepareLibraryFolder(libraryDir);
  const closing = new ClosingStack();
  try {
    const lock = await lockLibrary(libraryDir, 0);
    try {
      const sealed = options.passphrase !== undefined;
      const keys = sealed ? await sealNewLibrary({ libraryDir, passphrase: options.passphrase }, closing) : null;
      const db = createDatabase(libraryDir, keys?.database);
      try {
        const { title, operator } = options;
        return { ...fill(db, libraryDir, { title, operator, codebook }, clock()), sealed };
      } finally {
        db.close();
      }
    } finally {
      lock.release();
      await closing.close();
    }
  } catch (error) {
    await folder.takeBack();
    throw error;
  }
}

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
    };
  });
}
