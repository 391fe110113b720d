import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { placeNoReplace, removeIfThere, syncFile, syncFolder } from './durable-files.ts';
import { errnoOf, fromTargetError } from './fs-errors.ts';
import { BACKUPS, temporaryName } from './store-paths.ts';

/** Files in a library's `backups/`. */
export interface KeptFiles {
  pathOf(name: string): string;
  /** Regular files in no order, temporary ones left out; none when there is no folder. @throws AppError folder_not_writable */
  list(): Promise<{ name: string; bytes: number }[]>;
  /**
   * Lets `fill` make a file at a temporary path and gives it its final name once it is on the disk; never over another.
   * @throws AppError disk_full, folder_not_writable, and what `fill` throws; then nothing is left
   */
  make<T>(
    fill: (temporary: string) => T | Promise<T>,
    nameOf: (value: T) => string,
  ): Promise<{ name: string; value: T }>;
  remove(names: readonly string[]): Promise<void>;
}

export function keptFiles(libraryDir: string): KeptFiles {
  const folder = join(libraryDir, BACKUPS);
  const pathOf = (name: string) => join(folder, name);
  return {
    pathOf,

    async list() {
      try {
        const entries = await readdir(folder, { withFileTypes: true });
        const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
        return Promise.all(files.map(async ({ name }) => ({ name, bytes: (await stat(pathOf(name))).size })));
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return [];
        throw fromTargetError(error, folder);
      }
    },

    async make(fill, nameOf) {
      const temporary = pathOf(temporaryName());
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const value = await fill(temporary);
        await syncFile(temporary);
        const name = nameOf(value);
        await placeNoReplace(temporary, pathOf(name));
        return { name, value };
      } catch (error) {
        await removeIfThere(temporary);
        throw fromTargetError(error, folder);
      }
    },

    async remove(names) {
      for (const name of names) await removeIfThere(pathOf(name));
      if (names.length > 0) await syncFolder(folder);
    },
  };
}
