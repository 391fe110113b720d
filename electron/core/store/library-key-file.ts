import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { type KeyFile, keyFileText, MOST_KEY_FILE_BYTES, parseKeyFile } from '../seal/key-file.ts';
import { makeFolder, writeDurably } from './durable-files.ts';
import { readSmallFile } from './folder-reader.ts';
import { fromTargetError } from './fs-errors.ts';
import { BACKUPS, temporaryName } from './store-paths.ts';

export const KEY_FILE = 'library.key';

/** The same, beside the backups: whoever loses one of the two has not lost the case. */
const copyOf = (libraryDir: string): string => join(libraryDir, BACKUPS, KEY_FILE);

/** A sealed library is one that has a key file. */
export const isSealed = (libraryDir: string): boolean =>
  existsSync(join(libraryDir, KEY_FILE)) || existsSync(copyOf(libraryDir));

/**
 * The key file of a sealed library, or its copy where it cannot be used any more; null for a plain library.
 * @throws AppError library_damaged
 */
export async function readKeyFile(libraryDir: string): Promise<KeyFile | null> {
  if (!isSealed(libraryDir)) return null;
  const file = (await readAt(join(libraryDir, KEY_FILE))) ?? (await readAt(copyOf(libraryDir)));
  if (file !== null) return file;
  throw new AppError(
    'library_damaged',
    `The library in ${libraryDir} is sealed, and neither its ${KEY_FILE} nor the copy in ${BACKUPS} can be used: they were changed, or made by something else. Without one of them nobody can open the library; put back ${KEY_FILE} from a copy of the folder.`,
    { path: libraryDir },
  );
}

async function readAt(path: string): Promise<KeyFile | null> {
  const bytes = await readSmallFile(path, MOST_KEY_FILE_BYTES);
  return bytes === null ? null : parseKeyFile(bytes.toString('utf8'));
}

/**
 * Brings the copy in the backups up to date, and puts a key file back that was lost. Nothing happens in a plain library.
 * @throws AppError library_damaged, disk_full, folder_not_writable
 */
export async function keepKeyFile(libraryDir: string): Promise<void> {
  const file = await readKeyFile(libraryDir);
  if (file === null) return;
  const text = keyFileText(file);
  for (const path of [join(libraryDir, KEY_FILE), copyOf(libraryDir)]) {
    const there = await readSmallFile(path, MOST_KEY_FILE_BYTES);
    if (there?.toString('utf8') !== text) await writeText(libraryDir, path, text);
  }
}

/** Replaces the key file as a whole: at every moment there is the old one or the new one. @throws AppError disk_full */
export async function writeKeyFile(libraryDir: string, file: KeyFile): Promise<void> {
  await writeText(libraryDir, join(libraryDir, KEY_FILE), keyFileText(file));
}

async function writeText(libraryDir: string, path: string, text: string): Promise<void> {
  try {
    await makeFolder(dirname(path), 0o700);
    await writeDurably(join(dirname(path), temporaryName()), path, text);
  } catch (error) {
    throw fromTargetError(error, libraryDir);
  }
}
