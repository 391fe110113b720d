import { readdir, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { makeFolder, removeIfThere, syncFolder } from './durable-files.ts';
import { errnoOf, fromTargetError } from './fs-errors.ts';
import { BACKUPS } from './store-paths.ts';

/** The folders of a library. The database and its lock belong to the database room. */
const FOLDERS = ['originals', 'derived', BACKUPS];
/** A library is one from the moment on when its database has this name, which it gets last of all. */
const DATABASE = 'library.sqlite';
/** What a creation that was interrupted leaves beside empty folders. */
const DRAFT = /^(library\.key|library\.(lock|new\.sqlite)(-(wal|shm|journal))?|\.tmp-\d+-[0-9a-f]{12})$/;
/** What a creation puts beside its database when that has its name, and what it has in the making. */
const BESIDE = /^(ledger\.jsonl|library\.sqlite(\.sha256|-wal|-shm)|\.tmp-.*)$/;
const BACKUP = /^(library\.key|library-.*\.sqlite|\.tmp-.*)$/;

export interface LibraryFolder {
  /** Makes what belongs into the folder, in place of what an interrupted creation left. Only under the writer's lock. */
  furnish(): Promise<void>;
  /** Removes what was put into the folder, for a creation that did not succeed. Only under the writer's lock. */
  takeBack(): Promise<void>;
  /** Removes the folder itself when it was made here and holds nothing but the lock's own file. */
  leave(): Promise<void>;
}

/**
 * Makes the folder of a new library, readable for its owner alone, or takes one that is empty or holds no more than
 * an interrupted creation left.
 * @throws AppError library_exists, folder_not_empty, folder_not_writable, disk_full
 */
export async function prepareLibraryFolder(dir: string): Promise<LibraryFolder> {
  const before = await namesIn(dir);
  await assertFree(dir);
  const remove = async (folder: string, unwanted: (name: string) => boolean) => {
    for (const name of ((await namesIn(folder)) ?? []).filter(unwanted)) await removeIfThere(join(folder, name));
  };
  await inWords(dir, () => makeFolder(dir, 0o700));
  return {
    furnish: () =>
      inWords(dir, async () => {
        // Somebody else may have been faster to the lock.
        await assertFree(dir);
        await remove(dir, isDraft);
        for (const folder of FOLDERS) await makeFolder(join(dir, folder), 0o700);
        await syncFolder(dir);
        await syncAbove(dir);
      }),
    takeBack: () =>
      inWords(dir, async () => {
        // While the database has its name all else can go: a library without it would pass for one that lost it.
        await remove(join(dir, BACKUPS), (name) => BACKUP.test(name));
        await remove(dir, (name) => BESIDE.test(name));
        await removeIfThere(join(dir, DATABASE));
        await remove(dir, isDraft);
        for (const folder of FOLDERS) await removeEmpty(join(dir, folder));
      }),
    leave: () =>
      inWords(dir, async () => {
        await removeIfThere(join(dir, 'library.lock'));
        if (before === null) await removeEmpty(dir);
      }),
  };
}

/** The lock is held while drafts are removed, so it stays. */
const isDraft = (name: string): boolean => DRAFT.test(name) && !name.startsWith('library.lock');

async function assertFree(dir: string): Promise<void> {
  const names = (await namesIn(dir)) ?? [];
  if (names.includes(DATABASE)) {
    throw new AppError('library_exists', `There is a library in ${dir} already. Open it, or choose another folder.`, {
      path: dir,
    });
  }
  for (const name of names) {
    if (DRAFT.test(name) || (FOLDERS.includes(name) && (await namesIn(join(dir, name)))?.length === 0)) continue;
    throw new AppError(
      'folder_not_empty',
      `${dir} is not empty. A library needs a folder of its own: choose a new or empty one.`,
      { path: dir },
    );
  }
}

/** The folder may stand there from an interrupted creation whose name was never made safe. */
async function syncAbove(dir: string): Promise<void> {
  try {
    await syncFolder(dirname(dir));
  } catch (error) {
    // Above it may begin what others own and we may not even read; they answer for its names.
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errnoOf(error) ?? '')) throw error;
  }
}

async function removeEmpty(dir: string): Promise<void> {
  try {
    await rmdir(dir);
  } catch (error) {
    // What somebody else put there is theirs.
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(errnoOf(error) ?? '')) throw fromTargetError(error, dir);
  }
}

async function inWords<T>(dir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fromTargetError(error, dir);
  }
}

/** What stands in a folder; null when there is no folder. */
async function namesIn(dir: string): Promise<string[] | null> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    if (errnoOf(error) === 'ENOTDIR') {
      throw new AppError('folder_not_writable', `${dir} is not a folder. Choose a folder for the library.`, {
        path: dir,
      });
    }
    throw fromTargetError(error, dir);
  }
}
