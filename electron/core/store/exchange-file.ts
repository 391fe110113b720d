import { copyFile, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFile, syncFolder } from './durable-files.ts';
import { fromTargetError } from './fs-errors.ts';
import { removeMadeFolder } from './scratch-folder.ts';
import { temporaryName } from './store-paths.ts';

/**
 * Lends a folder inside the library in which a file can be made that is to take the place of another one: on the same
 * disk, so that one rename is enough. It is removed afterwards, or by the next writer when the program was killed.
 * @throws AppError disk_full, folder_not_writable, and what `use` throws
 */
export async function withWorkFolder<T>(libraryDir: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(libraryDir, temporaryName());
  await inWords(libraryDir, () => mkdir(folder, { mode: 0o700 }));
  try {
    return await use(folder);
  } finally {
    await removeMadeFolder(folder);
  }
}

/** A plain copy of a file that nobody writes. @throws AppError disk_full, folder_not_writable */
export async function copyPlainly(from: string, to: string): Promise<void> {
  await inWords(dirname(to), () => copyFile(from, to));
}

/**
 * Puts a finished file in the place of another one, so that after a power cut it is the one or the other.
 * @throws AppError disk_full, folder_not_writable
 */
export async function takePlace(from: string, to: string): Promise<void> {
  await inWords(dirname(to), async () => {
    await syncFile(from);
    await rename(from, to);
    await syncFolder(dirname(to));
  });
}

async function inWords<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw fromTargetError(error, folder);
  }
}
