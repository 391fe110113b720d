import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { exists, syncFolder } from './durable-files.ts';
import { fromTargetError } from './fs-errors.ts';
import { BACKUPS } from './store-paths.ts';

/** An instant as part of a file's name, such as `20261130T135500123Z`. */
export const nameStamp = (at: Date): string => at.toISOString().replace(/[-:.]/g, '');

/**
 * Moves a damaged file of a library into `backups/` under a name that says when, and never over another one.
 * @param name file in the library's folder @returns its name in `backups/`, or null when there is no such file
 * @throws AppError folder_not_writable, disk_full
 */
export async function setAside(libraryDir: string, name: string, as: string): Promise<string | null> {
  const folder = join(libraryDir, BACKUPS);
  try {
    if (!(await exists(join(libraryDir, name)))) return null;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    let free = as;
    for (let n = 2; await exists(join(folder, free)); n++) free = as.replace(/^([^.]*)/, `$1-${n}`);
    await rename(join(libraryDir, name), join(folder, free));
    await syncFolder(folder);
    await syncFolder(libraryDir);
    return basename(free);
  } catch (error) {
    throw fromTargetError(error, folder);
  }
}
