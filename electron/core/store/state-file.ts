import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, writeDurably } from './durable-files.ts';
import { errnoOf, fromSourceError, fromTargetError } from './fs-errors.ts';
import { temporaryName } from './store-paths.ts';

/** Text of a small file, or null when there is none. @throws AppError unreadable_file */
export async function readStateFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw fromSourceError(error, path);
  }
}

/** Replaces a small file as a whole, readable for its owner alone. @throws AppError folder_not_writable, disk_full */
export async function writeStateFile(path: string, text: string): Promise<void> {
  const dir = dirname(path);
  try {
    await makeFolder(dir, 0o700);
    await writeDurably(join(dir, temporaryName()), path, text);
  } catch (error) {
    throw fromTargetError(error, dir);
  }
}
