import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromTargetError } from './fs-errors.ts';

/** Lends a new empty folder and removes it with all that is in it, whatever happens. */
export async function withScratchFolder<T>(use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'aigaq-')).catch((error: unknown) => {
    throw fromTargetError(error, tmpdir());
  });
  try {
    return await use(dir);
  } finally {
    await removeMadeFolder(dir);
  }
}

/** Removes a folder that this program made itself a moment ago. */
export async function removeMadeFolder(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true });
}
