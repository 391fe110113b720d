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
  const text = await textAt(path);
  return text === undefined ? null : parseKeyFile(text);
}

/**
 * Brings the copy in the backups up to date, and puts a key file back that was lost. Nothing happens in a plain library.
 * @throws AppError library_damaged, disk_full, folder_not_writable
 */
export async function keepKeyFile(libraryDir: string): Promise<void> {
  const file = await readKeyFile(libraryDir);
  if (file === null) return;
  const text = keyFileText(file);
  const path = join(libraryDir, KEY_FILE);
  // The passphrase may be changed meanwhile: a whole file is never written over, and after copying it is read again.
  if ((await readAt(path)) === null) await writeText(libraryDir, path, text);
  if ((await textAt(copyOf(libraryDir))) === text) return;
  await writeText(libraryDir, copyOf(libraryDir), text);
  return keepKeyFile(libraryDir);
}

/**
 * Puts another key file in the place of `old`, its copy first: where that fails, the old one is still in force.
 * @throws AppError disk_full, folder_not_writable; the old one is in force then, or the error says that it may not be
 */
export async function replaceKeyFile(libraryDir: string, file: KeyFile, old: KeyFile): Promise<void> {
  try {
    await writeText(libraryDir, copyOf(libraryDir), keyFileText(file));
    await writeKeyFile(libraryDir, file);
    // A backup may have copied the old one in between.
    await keepKeyFile(libraryDir);
  } catch (error) {
    const isBack = await putBack(libraryDir, old);
    throw isBack ? error : unsettled(error);
  }
}

/** A file can have its name and not be safe there. Whoever is told of a failure tries the old passphrase. */
async function putBack(libraryDir: string, old: KeyFile): Promise<boolean> {
  try {
    if ((await textAt(join(libraryDir, KEY_FILE))) !== keyFileText(old)) await writeKeyFile(libraryDir, old);
  } catch {
    return false;
  }
  // Not on a full disk; the next backup does it.
  await keepKeyFile(libraryDir).catch(() => undefined);
  return true;
}

function unsettled(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const text = `${error.message} It is not certain which passphrase opens the library now: keep the old one and the new one until a change has succeeded.`;
  return new AppError(error.code, text, error.details);
}

/** Replaces the key file as a whole: at every moment there is the old one or the new one. @throws AppError disk_full */
export async function writeKeyFile(libraryDir: string, file: KeyFile): Promise<void> {
  await writeText(libraryDir, join(libraryDir, KEY_FILE), keyFileText(file));
}

async function textAt(path: string): Promise<string | undefined> {
  return (await readSmallFile(path, MOST_KEY_FILE_BYTES))?.toString('utf8');
}

async function writeText(libraryDir: string, path: string, text: string): Promise<void> {
  try {
    await makeFolder(dirname(path), 0o700);
    await writeDurably(join(dirname(path), temporaryName()), path, text);
  } catch (error) {
    throw fromTargetError(error, libraryDir);
  }
}
