import { constants } from 'node:fs';
import { link, lstat, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './fs-errors.ts';

/** Makes a folder's entries survive a power cut. Windows has no such call; its file systems journal them. */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the content of a file that a tool wrote survive a power cut. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Gives a finished file its final name and never replaces another one. A hard link fails where the name is taken;
 * file systems without hard links (FAT, exFAT) get a check followed by a rename, which one writer may do.
 */
export async function placeNoReplace(temporary: string, final: string): Promise<void> {
  await mkdir(dirname(final), { recursive: true });
  try {
    await link(temporary, final);
    await unlink(temporary);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(errnoOf(error) ?? '')) throw error;
    if (await exists(final)) throw error;
    await rename(temporary, final);
  }
  await syncFolder(dirname(final));
  await syncFolder(dirname(dirname(final)));
}

/** Writes a small file whole or not at all: temp beside it, fsync, rename, fsync folder. */
export async function writeDurably(
  temporary: string,
  final: string,
  data: Uint8Array | string,
  mode = 0o600,
): Promise<void> {
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, final);
  } catch (error) {
    await removeIfThere(temporary);
    throw error;
  }
  await syncFolder(dirname(final));
}

export async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
