import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { FolderListing } from '../../../shared/library.ts';
import { isLibraryFolder } from '../db/open-database.ts';
import { errnoOf, fromSourceError } from '../store/fs-errors.ts';

/** One level of folders, sorted as people sort; hidden ones are left out. @throws AppError unreadable_file, not_found */
export async function listFolders(given: string): Promise<FolderListing> {
  const path = resolve(given);
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const folders = [];
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const below = join(path, entry.name);
      if (!entry.isDirectory() && !(entry.isSymbolicLink() && (await leadsToFolder(below)))) continue;
      folders.push({ name: entry.name, path: below, isLibrary: isLibraryFolder(below) });
    }
    folders.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    return { path, parent: dirname(path) === path ? null : dirname(path), folders };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') {
      throw new AppError('not_found', `There is no folder ${path}. Choose another one.`, { path });
    }
    throw fromSourceError(error, path);
  }
}

async function leadsToFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // A link that leads nowhere is no folder.
    return false;
  }
}
