import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtNow, writeDurablyNow } from './durable-files.ts';
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
 * Opens a file to add to, which is there: one that is missing is written whole by {@link rewriteFile}. What follows after
 * `keep` bytes is cut off first: the rest of an addition that a crash interrupted. What is kept is on the disk then.
 * @throws AppError disk_full, folder_not_writable. Write the file anew then
 */
export function openAppendFile(path: string, keep: number): AppendFile {
  const folder = dirname(path);
  return inWords(folder, () => {
    const file = openSync(path, constants.O_WRONLY);
    let end = keep;
    try {
      cutTo(file, end);
      // Whoever wrote the rest may have been killed before it was on the disk.
      fsyncSync(file);
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
 * Writes such a file anew, whole or not at all. @returns its size in bytes
 * @throws AppError disk_full, folder_not_writable
 */
export function rewriteFile(path: string, parts: Iterable<string>): number {
  const folder = dirname(path);
  return inWords(folder, () => writeDurablyNow(join(folder, temporaryName()), path, parts));
}

function addTo(file: number, bytes: Buffer, end: number): number {
  try {
    writeAtNow(file, bytes, end);
    fsyncSync(file);
    return bytes.length;
  } catch (error) {
    cutTo(file, end);
    throw error;
  }
}

function cutTo(file: number, end: number): void {
  if (fstatSync(file).size > end) ftruncateSync(file, end);
}

function inWords<T>(folder: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw fromTargetError(error, folder);
  }
}
