import { lstat, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFile } from './durable-files.ts';
import { hashFileWith } from './folder-reader.ts';
import { errnoOf } from './fs-errors.ts';

/** A file as it was when it was finished. */
export interface FinishedFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** What stopped runs left behind. Nothing of it is trusted: the disk may have been in other hands since. */
export interface Leftovers {
  /**
   * Moves the file that was written as `path` to `target`, if it is there and has not changed by a bit.
   * @param target absolute path that is free, in a folder that exists
   */
  take(path: string, target: string, finished: FinishedFile, signal: AbortSignal): Promise<boolean>;
  /** Removes what nobody took. */
  clear(): Promise<void>;
}

const ignoreAbsent = (error: unknown): null => {
  if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return null;
  throw error;
};

/**
 * Gives what a stopped run left under the name `partial` another name, so that a new run begins with an empty folder and
 * takes over single files only. Folders that were set aside earlier, by a run that was stopped as well, are found again.
 */
export async function setLeftoversAside(partial: string): Promise<Leftovers> {
  const [parent, prefix] = [dirname(partial), `${basename(partial)}.left-`];
  const names = ((await readdir(parent).catch(ignoreAbsent)) ?? []).filter((name) => name.startsWith(prefix));
  const there = await lstat(partial).catch(ignoreAbsent);
  if (there?.isDirectory()) {
    const last = Math.max(0, ...names.map((name) => Number.parseInt(name.slice(prefix.length), 10) || 0));
    const name = `${prefix}${last + 1}`;
    await rename(partial, join(parent, name));
    names.push(name);
  }
  const folders = names.map((name) => join(parent, name));
  return {
    async take(path, target, finished, signal) {
      for (const folder of folders) {
        const file = await find(folder, path);
        if (file === null) continue;
        await rename(file, target);
        if (await isUnchanged(target, finished, signal)) {
          await syncFile(target);
          return true;
        }
        await rm(target, { recursive: true });
      }
      return false;
    },
    async clear() {
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The file, at the top or in a part of the folder, reached through no link. */
async function find(folder: string, path: string): Promise<string | null> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(ignoreAbsent)) ?? [];
  const parts = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  for (const place of [folder, ...parts]) {
    const file = join(place, path);
    const real = await realpath(file).catch(ignoreAbsent);
    if (real !== null && real === join(await realpath(dirname(folder)), basename(folder), file.slice(folder.length))) {
      return file;
    }
  }
  return null;
}

async function isUnchanged(path: string, { sha256, bytes }: FinishedFile, signal: AbortSignal): Promise<boolean> {
  const stat = await lstat(path);
  // Another name of the file would let it be changed later, behind what was checked.
  if (!stat.isFile() || stat.nlink !== 1 || stat.size !== bytes) return false;
  return (await hashFileWith(path, ['sha256'], signal)).get('sha256') === sha256;
}
