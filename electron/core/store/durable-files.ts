import { closeSync, constants, fsyncSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errnoOf } from './fs-errors.ts';

/**
 * Makes a folder's entries survive a power cut. Windows has no such call; its file systems journal them. After a
 * failure the entries must be made anew: Linux forgets what it could not write, and a second fsync would say nothing.
 */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, constants.O_RDONLY);
  try {
    await handle.sync();
  } catch (error) {
    if (!knowsNoSync(error)) throw error;
  } finally {
    await handle.close();
  }
}

/** As {@link syncFolder}, where nothing can be awaited. */
export function syncFolderNow(dir: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dir, constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } catch (error) {
    if (!knowsNoSync(error)) throw error;
  } finally {
    closeSync(folder);
  }
}

/** Some network file systems know no sync of folders; there is nothing more to ask of them. */
const knowsNoSync = (error: unknown): boolean => ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes(errnoOf(error) ?? '');

/** Makes a file that another program wrote survive a power cut. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder with those above it that are missing, and makes their names survive a power cut. */
export async function makeFolder(dir: string, mode = 0o777): Promise<void> {
  const first = await mkdir(dir, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = resolve(dir); made.length >= resolve(first).length; made = dirname(made)) {
    await syncFolder(dirname(made));
  }
}

/** Writes a whole block at its place. */
export async function writeAt(handle: FileHandle, block: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < block.length) {
    done += (await handle.write(block, done, block.length - done, position + done)).bytesWritten;
  }
}

/** As {@link writeAt}, where nothing can be awaited. */
export function writeAtNow(file: number, block: Uint8Array, position: number): void {
  for (let done = 0; done < block.length; ) {
    done += writeSync(file, block, done, block.length - done, position + done);
  }
}

/** Writes a new file and makes its content, but not yet its name, survive a power cut. */
export async function writeNew(
  path: string,
  data: Uint8Array | string | AsyncIterable<Uint8Array>,
  mode = 0o666,
): Promise<void> {
  const handle = await open(path, 'wx', mode);
  try {
    let size = 0;
    for await (const part of typeof data === 'string' || data instanceof Uint8Array ? [data] : data) {
      const block = typeof part === 'string' ? Buffer.from(part) : part;
      await writeAt(handle, block, size);
      size += block.length;
    }
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
  await makeFolder(dirname(final));
  try {
    await link(temporary, final);
    await unlink(temporary);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(errnoOf(error) ?? '')) throw error;
    if (await exists(final)) throw error;
    await rename(temporary, final);
  }
  await syncFolder(dirname(final));
  // Whoever made that folder may have been killed before its own name was safe.
  await syncFolder(dirname(dirname(final)));
}

/** Gives a file or folder whose content is safe its final name, for good. */
export async function place(temporary: string, final: string): Promise<void> {
  await rename(temporary, final);
  await syncFolder(dirname(final));
}

/** Writes a small file whole or not at all: temp beside it, fsync, rename, fsync folder. */
export async function writeDurably(
  temporary: string,
  final: string,
  data: Uint8Array | string,
  mode = 0o600,
): Promise<void> {
  try {
    await writeNew(temporary, data, mode);
    await place(temporary, final);
  } catch (error) {
    await removeIfThere(temporary);
    throw error;
  }
}

/** As {@link writeDurably}, where nothing can be awaited, and part by part. @returns the size of the file in bytes */
export function writeDurablyNow(temporary: string, final: string, parts: Iterable<string>): number {
  try {
    const file = openSync(temporary, 'wx', 0o600);
    let size = 0;
    try {
      for (const part of parts) {
        const block = Buffer.from(part, 'utf8');
        writeAtNow(file, block, size);
        size += block.length;
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, final);
    syncFolderNow(dirname(final));
    return size;
  } catch (error) {
    removeIfThereNow(temporary);
    throw error;
  }
}

export async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

/** As {@link removeIfThere}, where nothing can be awaited. `rmSync` is not asked: it does not name all errors of a disk. */
export function removeIfThereNow(path: string): void {
  try {
    unlinkSync(path);
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
