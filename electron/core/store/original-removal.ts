import { chmod } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exists, removeIfThere, syncFolder } from './durable-files.ts';

/** Removes an original that no item of the library names; nothing happens when there is none. */
export async function removeOriginal(path: string): Promise<void> {
  if (!(await exists(path))) return;
  // Windows refuses to delete what is read-only.
  if (process.platform === 'win32') await chmod(path, 0o600);
  await removeIfThere(path);
  await syncFolder(dirname(path));
}
