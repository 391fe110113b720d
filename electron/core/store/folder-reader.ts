import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';

/** One entry below a folder that is no folder itself. `path` is relative, with `/` between its parts. */
export interface FolderEntry {
  readonly path: string;
  /** False for symbolic links, devices, pipes, and names that this system cannot read back. */
  readonly isFile: boolean;
  readonly bytes: number;
}

/** More entries than any bundle has; stops a folder made to exhaust memory. */
const MOST_ENTRIES = 1_000_000;

async function entriesOf(dir: string, below: string, signal: AbortSignal, found: FolderEntry[]): Promise<void> {
  for (const name of (await readdir(join(dir, below))).sort()) {
    signal.throwIfAborted();
    const path = below === '' ? name : `${below}/${name}`;
    const stat = await lstat(join(dir, path)).catch(() => null);
    if (stat?.isDirectory()) await entriesOf(dir, path, signal, found);
    else found.push({ path, isFile: stat?.isFile() ?? false, bytes: stat?.size ?? 0 });
    if (found.length > MOST_ENTRIES) {
      throw new AppError('invalid_input', `${dir} holds more than ${MOST_ENTRIES} files; this is no bundle.`, { dir });
    }
  }
}

/** @throws AppError not_found unless `dir` is a folder */
export async function assertFolder(dir: string): Promise<void> {
  const found = await lstat(dir).catch(() => null);
  if (found?.isDirectory()) return;
  throw new AppError('not_found', `There is no folder ${dir}. Name the folder of a bundle.`, { dir });
}

/**
 * Everything below `dir`, in a fixed order. Symbolic links are not followed.
 * @throws AppError not_found, unreadable_file
 */
export async function listFolder(dir: string, signal: AbortSignal): Promise<FolderEntry[]> {
  await assertFolder(dir);
  const found: FolderEntry[] = [];
  try {
    await entriesOf(dir, '', signal, found);
  } catch (error) {
    if (error instanceof AppError || signal.aborted) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('unreadable_file', `${dir} cannot be read (${code}). Check its permissions and the disk.`, {
      dir,
    });
  }
  return found;
}

/** Hashes one file with several algorithms in one read; hex digests by algorithm. */
export async function hashFileWith(
  path: string,
  algorithms: readonly string[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => {},
): Promise<Map<string, string>> {
  const hashes = algorithms.map((name) => [name, createHash(name)] as const);
  for await (const block of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    for (const [, hash] of hashes) hash.update(block);
    onBytes(block.length);
  }
  return new Map(hashes.map(([name, hash]) => [name, hash.digest('hex')]));
}

/** The bytes of a small file, or null when it is not there, is no regular file, or is larger than `most` bytes. */
export async function readSmallFile(path: string, most: number): Promise<Buffer | null> {
  const stat = await lstat(path).catch(() => null);
  if (!stat?.isFile() || stat.size > most) return null;
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
