import { createHash } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { readBlocks, readsOf } from './block-reader.ts';
import { syncFile, syncFolder, writeAt, writeNew } from './durable-files.ts';
import { type FileSource, withBytes } from './file-source.ts';
import { errnoOf, fromTargetError } from './fs-errors.ts';

/**
 * A folder that is being made for someone outside the library, such as an exhibit bundle. It grows under a temporary
 * name beside its final one and appears there complete, by one rename, or not at all.
 */
export interface OutgoingFolder {
  /** Absolute path that a tool such as ffmpeg may write `path` to; folders above it exist then. */
  fileAt(path: string): Promise<string>;
  /** Writes a file and makes it durable. */
  write(path: string, data: Uint8Array | string | AsyncIterable<Uint8Array>): Promise<void>;
  /** Copies a file in while hashing it in the same read. `onBytes` is told of every block. */
  copyIn(
    source: FileSource,
    path: string,
    signal: AbortSignal,
    onBytes: (bytes: number) => void,
  ): Promise<{ sha256: string; bytes: number }>;
  /** Makes a file that a tool wrote durable. */
  settle(path: string): Promise<void>;
  /** The folder as it stands, for reading it back. */
  readonly partialDir: string;
  /** Gives the folder its final name. @throws AppError folder_not_empty */
  commit(): Promise<void>;
  /** Removes everything that was written. Does nothing after `commit`. */
  discard(): Promise<void>;
}

async function inWords<T>(out: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw fromTargetError(error, out);
  }
}

async function syncFolders(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) await syncFolders(join(dir, entry.name));
  }
  await syncFolder(dir);
}

/** Throws `folder_not_empty` unless `out` is free to become a new folder: not there, or an empty folder. */
export async function assertFreeFolder(out: string): Promise<void> {
  await inWords(out, async () => {
    const there = await lstat(out).catch((error) => {
      if (errnoOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (there === null) {
      const parent = await stat(dirname(out)).catch(() => null);
      if (parent?.isDirectory()) return;
      const text = `There is no folder ${dirname(out)} to make ${basename(out)} in. Create it, or choose another place.`;
      throw new AppError('folder_not_writable', text, { out });
    }
    const empty = there.isDirectory() && (await readdir(out)).length === 0;
    if (!empty) {
      const text = `${out} holds something already. Choose a new or an empty folder.`;
      throw new AppError('folder_not_empty', text, { out });
    }
  });
}

/** Removes what a killed run with the same tag left beside `out`. Nothing else is ever touched. */
async function removeLeftover(partial: string): Promise<void> {
  const left = await lstat(partial).catch(() => null);
  if (left?.isDirectory()) await rm(partial, { recursive: true, force: true });
}

/**
 * Begins a folder that will become `out`. `tag` names its maker, so that leftovers of this maker's killed runs are
 * recognised (and removed here) while those of another library stay.
 * @throws AppError folder_not_empty, folder_not_writable
 */
export async function openOutgoingFolder(out: string, tag: string): Promise<OutgoingFolder> {
  await assertFreeFolder(out);
  const partial = join(dirname(out), `${basename(out)}.partial-${tag}`);
  await inWords(out, async () => {
    await removeLeftover(partial);
    await mkdir(partial);
  });
  return outgoing(out, partial);
}

function outgoing(out: string, partial: string): OutgoingFolder {
  let ended = false;
  const fileAt = (path: string) =>
    inWords(out, async () => {
      const target = join(partial, path);
      await mkdir(dirname(target), { recursive: true });
      return target;
    });
  return {
    partialDir: partial,
    fileAt,
    async write(path, data) {
      const target = await fileAt(path);
      await inWords(out, () => writeNew(target, data));
    },
    async copyIn(source, path, signal, onBytes) {
      const target = await fileAt(path);
      return inWords(out, () => copyHashed(source, target, signal, onBytes));
    },
    settle: (path) => inWords(out, () => syncFile(join(partial, path))),
    commit: () =>
      inWords(out, async () => {
        await syncFolders(partial);
        await assertFreeFolder(out);
        // Not every system renames onto an empty folder.
        await rmdir(out).catch((error) => {
          if (errnoOf(error) !== 'ENOENT') throw error;
        });
        await rename(partial, out);
        await syncFolder(dirname(out)).catch(async (error) => {
          // Nobody can tell whether the name is kept, so the folder is made anew rather than trusted.
          await rename(out, partial);
          throw error;
        });
        ended = true;
      }),
    async discard() {
      if (!ended) await rm(partial, { recursive: true, force: true });
    },
  };
}

async function copyHashed(source: FileSource, target: string, signal: AbortSignal, onBytes: (bytes: number) => void) {
  const hash = createHash('sha256');
  return withBytes(source, async (reader) => {
    const output = await open(target, 'wx');
    try {
      const bytes = await readBlocks(readsOf(reader), reader.size, signal, async (block, end) => {
        const writing = writeAt(output, block, end - block.length);
        hash.update(block);
        await writing;
        onBytes(block.length);
      });
      await output.sync();
      return { sha256: hash.digest('hex'), bytes };
    } finally {
      await output.close();
    }
  });
}
