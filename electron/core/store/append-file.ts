import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fromTargetError } from './fs-errors.ts';
import { temporaryName } from './store-paths.ts';

/**
 * A file that only grows. Every addition is on the disk when the call returns; one that fails is taken back, so that
 * the file never ends with half of it. The calls block, because they belong to a transaction that does.
 */
export interface AppendFile {
  /** @throws AppError disk_full, folder_not_writable. Write the file anew then: what an fsync refused may be gone. */
  append(text: string): void;
  close(): void;
}

/**
 * Opens a file to add to, made when missing. What follows after `keep` bytes is cut off first: the rest of an addition
 * that a crash interrupted.
 * @throws AppError disk_full, folder_not_writable
 */
export function openAppendFile(path: string, keep: number): AppendFile {
  const folder = dirname(path);
  return inWords(folder, () => {
    const file = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
    let end = keep;
    try {
      cutTo(file, end);
    } catch (error) {
      closeSync(file);
      throw error;
    }
    return {
      append: (text) => {
        end += inWords(folder, () => addTo(file, Buffer.from(text, 'utf8'), end));
      },
      close: () => closeSync(file),
    };
  });
}

/**
 * Writes a file whole or not at all, part by part: temp beside it, fsync, rename, fsync folder.
 * @returns its size in bytes @throws AppError disk_full, folder_not_writable
 */
export function rewriteFile(path: string, parts: Iterable<string>): number {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName());
  return inWords(folder, () => {
    try {
      const file = openSync(temporary, 'wx', 0o600);
      let size = 0;
      try {
        for (const part of parts) size += writeWhole(file, Buffer.from(part, 'utf8'), size);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, path);
      syncFolderNow(folder);
      return size;
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

function addTo(file: number, bytes: Buffer, end: number): number {
  try {
    writeWhole(file, bytes, end);
    fsyncSync(file);
    return bytes.length;
  } catch (error) {
    cutTo(file, end);
    throw error;
  }
}

function writeWhole(file: number, bytes: Buffer, at: number): number {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
  return bytes.length;
}

function cutTo(file: number, end: number): void {
  if (fstatSync(file).size > end) ftruncateSync(file, end);
}

/** As `syncFolder`, for those who cannot wait. */
function syncFolderNow(dir: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dir, constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function inWords<T>(folder: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw fromTargetError(error, folder);
  }
}
