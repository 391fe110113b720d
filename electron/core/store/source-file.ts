import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import type { AppError } from '../../../shared/errors.ts';
import { fromSourceError, notRegular } from './fs-errors.ts';

// O_NONBLOCK keeps a FIFO that takes the file's place at the last moment from blocking the worker for ever.
const READ_PLAIN_FILE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A path as people may read it; bytes that are no UTF-8 become U+FFFD. */
export function shownPath(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : Buffer.from(source).toString('utf8');
}

/** The path as the system wants it: a name that is no valid UTF-8 only works as bytes. */
export function systemPath(source: string | Uint8Array): string | Buffer {
  return typeof source === 'string' ? source : Buffer.from(source);
}

/**
 * Opens a regular file for reading and nothing else: no symbolic link, folder, FIFO, socket or device.
 * @throws AppError unreadable_file, not_a_regular_file
 */
export async function openSource(source: string | Uint8Array): Promise<FileHandle> {
  const name = shownPath(source);
  let handle: FileHandle | undefined;
  try {
    const problem = irregular(name, await lstat(systemPath(source)));
    if (problem !== null) throw problem;
    handle = await open(systemPath(source), READ_PLAIN_FILE);
    const swapped = irregular(name, await handle.stat());
    if (swapped !== null) throw swapped;
    return handle;
  } catch (error) {
    await handle?.close();
    throw fromSourceError(error, name);
  }
}

interface FileKind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

function irregular(name: string, stats: FileKind): AppError | null {
  if (stats.isFile()) return null;
  if (stats.isSymbolicLink()) return notRegular(name, 'a symbolic link');
  if (stats.isDirectory()) return notRegular(name, 'a folder');
  if (stats.isFIFO()) return notRegular(name, 'a pipe');
  if (stats.isSocket()) return notRegular(name, 'a socket');
  return notRegular(name, 'a device');
}
