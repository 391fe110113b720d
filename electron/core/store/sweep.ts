import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from './fs-errors.ts';
import { type StorePaths, TEMPORARY, temporaryOwner } from './store-paths.ts';

/** Removes what a killed run left behind; `keep` names uploads that a job still waits for. */
export async function sweepStore(paths: StorePaths, keep: ReadonlySet<string>): Promise<void> {
  // Only the one writer ingests, and it has not begun.
  await removeFrom(paths.library, (name) => name.startsWith(TEMPORARY));
  await removeFrom(paths.backups, (name) => name.startsWith(TEMPORARY));
  await removeFrom(paths.originals, (name) => name.startsWith(TEMPORARY));
  // Readers make derived files as well, so those of living processes stay.
  await removeFrom(paths.derivedTemporary, (name) => !isAlive(temporaryOwner(name)));
  await removeFrom(paths.incoming, (name) => !keep.has(name));
}

async function removeFrom(folder: string, unwanted: (name: string) => boolean): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (unwanted(name)) await rm(join(folder, name), { force: true, recursive: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    // A file in the place of a folder has nothing to sweep either; whoever needs the folder says so.
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return [];
    throw error;
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}
