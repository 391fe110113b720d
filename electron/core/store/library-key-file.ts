import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { type KeyFile, keyFileText, MOST_KEY_FILE_BYTES, parseKeyFile } from '../seal/key-file.ts';
import { writeDurably } from './durable-files.ts';
import { readSmallFile } from './folder-reader.ts';
import { fromTargetError } from './fs-errors.ts';
import { temporaryName } from './store-paths.ts';

export const KEY_FILE = 'library.key';

/** A sealed library is one that has a key file. */
export const isSealed = (libraryDir: string): boolean => existsSync(join(libraryDir, KEY_FILE));

/** The key file of a sealed library; null for a plain one. @throws AppError library_damaged */
export async function readKeyFile(libraryDir: string): Promise<KeyFile | null> {
  if (!isSealed(libraryDir)) return null;
  const bytes = await readSmallFile(join(libraryDir, KEY_FILE), MOST_KEY_FILE_BYTES);
  const file = bytes === null ? null : parseKeyFile(bytes.toString('utf8'));
  if (file !== null) return file;
  throw new AppError(
    'library_damaged',
    `The library in ${libraryDir} is sealed, and its ${KEY_FILE} cannot be used: it was changed, or made by something else. Without it nobody can open the library; put back ${KEY_FILE} from a copy of the folder.`,
    { path: libraryDir },
  );
}

/** Replaces the key file as a whole: at every moment there is the old one or the new one. @throws AppError disk_full */
export async function writeKeyFile(libraryDir: string, file: KeyFile): Promise<void> {
  try {
    await writeDurably(join(libraryDir, temporaryName()), join(libraryDir, KEY_FILE), keyFileText(file));
  } catch (error) {
    throw fromTargetError(error, libraryDir);
  }
}
