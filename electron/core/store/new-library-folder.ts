import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { errnoOf, fromTargetError } from './fs-errors.ts';

/** The folders of a library. The database and its lock belong to the database room. */
const FOLDERS = ['originals', 'derived', 'backups'];

export interface LibraryFolder {
  /** Removes what was put into the folder, for a creation that did not succeed. */
  takeBack(): Promise<void>;
}

/**
 * Makes the folder of a new library, readable for its owner alone, or takes an empty one.
 * @throws AppError library_exists, folder_not_empty, folder_not_writable, disk_full
 */
export async function prepareLibraryFolder(dir: string): Promise<LibraryFolder> {
  const names = await namesIn(dir);
  if (names?.includes('library.sqlite')) {
    throw new AppError('library_exists', `There is a library in ${dir} already. Open it, or choose another folder.`, {
      path: dir,
    });
  }
  if (names !== null && names.length > 0) {
    throw new AppError(
      'folder_not_empty',
      `${dir} is not empty. A library needs a folder of its own: choose a new or empty one.`,
      { path: dir },
    );
  }
  const takeBack = async () => {
    for (const name of (await namesIn(dir)) ?? []) await rm(join(dir, name), { recursive: true, force: true });
    if (names === null) await rm(dir, { recursive: true, force: true });
  };
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    for (const folder of FOLDERS) await mkdir(join(dir, folder), { mode: 0o700 });
  } catch (error) {
    await takeBack();
    throw fromTargetError(error, dir);
  }
  return { takeBack };
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
