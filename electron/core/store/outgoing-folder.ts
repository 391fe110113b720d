import { createHash } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { readBlocks, readsOf } from './block-reader.ts';
import { syncFile, syncFolder, writeAt, writeNew } from './durable-files.ts';
import { type FileSource, withBytes } from './file-source.ts';
import type { Naming } from './final-names.ts';
import { errnoOf, fromTargetError } from './fs-errors.ts';
import { type FinishedFile, type Leftovers, setLeftoversAside } from './outgoing-leftovers.ts';

/** Files of something that is being made for someone outside the library. */
export interface OutgoingFiles {
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
}

/**
 * A folder that is being made for someone outside the library, such as an exhibit bundle. It grows under a temporary
 * name beside its final one and appears there complete, by one rename, or not at all.
 */
export interface OutgoingFolder extends OutgoingFiles {
  /**
   * Takes over files that a stopped run of the same maker finished, all or none of them: whatever changed since is not
   * taken. @param finished the files by their paths
   */
  takeOver(finished: ReadonlyMap<string, FinishedFile>, signal: AbortSignal): Promise<boolean>;
  /** A folder inside that will get a name of its own. */
  part(name: string): OutgoingFiles;
  /** Moves a file or folder that was written to another path inside. */
  move(from: string, to: string): Promise<void>;
  /** Gives the folder its final name. @throws AppError folder_not_empty */
  commit(): Promise<void>;
  /** The folder's final name, to be given together with others. */
  naming(): Naming;
  /** The final name of a part. @param target absolute path beside this folder */
  partNaming(name: string, target: string): Naming;
  /** Removes everything that was written and has no final name, and what stopped runs left. */
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

const partialOf = (out: string, tag: string): string => join(dirname(out), `${basename(out)}.partial-${tag}`);

/**
 * Begins a folder that will become `out`. `tag` names its maker, so that leftovers of this maker's stopped runs are
 * recognised (and taken over, or removed in the end) while those of another library stay.
 * @throws AppError folder_not_empty, folder_not_writable
 */
export async function openOutgoingFolder(out: string, tag: string): Promise<OutgoingFolder> {
  await assertFreeFolder(out);
  const partial = partialOf(out, tag);
  return inWords(out, async () => {
    const left = await setLeftoversAside(partial);
    await mkdir(partial);
    return outgoing(out, partial, left);
  });
}

/** Removes what stopped runs of this maker left beside `out`. Nothing else is ever touched. */
export async function discardOutgoing(out: string, tag: string): Promise<void> {
  await inWords(out, async () => (await setLeftoversAside(partialOf(out, tag))).clear());
}

function filesIn(out: string, dir: string): OutgoingFiles {
  const fileAt = (path: string) =>
    inWords(out, async () => {
      const target = join(dir, path);
      await mkdir(dirname(target), { recursive: true });
      return target;
    });
  return {
    partialDir: dir,
    fileAt,
    async write(path, data) {
      const target = await fileAt(path);
      await inWords(out, () => writeNew(target, data));
    },
    async copyIn(source, path, signal, onBytes) {
      const target = await fileAt(path);
      return inWords(out, () => copyHashed(source, target, signal, onBytes));
    },
    settle: (path) => inWords(out, () => syncFile(join(dir, path))),
  };
}

function outgoing(out: string, partial: string, left: Leftovers): OutgoingFolder {
  let ended = false;
  const files = filesIn(out, partial);
  const naming = (from: string, to: string): Naming => ({
    assertFree: () => assertFreeFolder(to),
    name: () =>
      inWords(out, async () => {
        await nameFolder(from, to);
        ended ||= from === partial;
      }),
    async takeBack() {
      await rename(to, from);
      ended = false;
    },
  });
  return {
    ...files,
    async takeOver(finished, signal) {
      const taken: string[] = [];
      for (const [path, file] of finished) {
        const target = await files.fileAt(path);
        if (await inWords(out, () => left.take(path, target, file, signal))) taken.push(target);
      }
      if (taken.length === finished.size) return true;
      for (const target of taken) await inWords(out, () => rm(target));
      return false;
    },
    part: (name) => filesIn(out, join(partial, name)),
    async move(from, to) {
      const target = await files.fileAt(to);
      await inWords(out, () => rename(join(partial, from), target));
    },
    commit: () => naming(partial, out).name(),
    naming: () => naming(partial, out),
    partNaming: (name, target) => naming(join(partial, name), target),
    async discard() {
      if (!ended) await rm(partial, { recursive: true, force: true });
      await left.clear();
    },
  };
}

async function nameFolder(from: string, out: string): Promise<void> {
  await syncFolders(from);
  await assertFreeFolder(out);
  // Not every system renames onto an empty folder.
  await rmdir(out).catch((error) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
  });
  await rename(from, out);
  await syncFolder(dirname(out)).catch(async (error) => {
    // Nobody can tell whether the name is kept, so the folder is made anew rather than trusted.
    await rename(out, from);
    throw error;
  });
}

/**
 * Volumes of an earlier export would be taken for those of a new one of the same name.
 * @throws AppError folder_not_empty when something is named `out` with `-1of3` or the like
 */
export async function assertNoVolumes(out: string): Promise<void> {
  const names = await inWords(out, () => readdir(dirname(out)));
  const volume = (name: string) => name.startsWith(`${basename(out)}-`) && /-\d+of\d+(\.zip)?(\.age)?$/.test(name);
  const there = names.find(volume);
  if (there === undefined) return;
  const text = `${join(dirname(out), there)} is there already, a volume of that name. Choose another name, or move it away.`;
  throw new AppError('folder_not_empty', text, { out });
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
