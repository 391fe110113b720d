import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { ClosingStack } from './closing-stack.ts';
import { assertLibrary } from './db/open-database.ts';
import { CASE_KEY_BYTES, unwrapCaseKey, wrapCaseKey } from './seal/key-file.ts';
import { deriveKeys, type LibraryKeys, wipeKeys } from './seal/library-keys.ts';
import { assertPassphrase } from './seal/passphrase-key.ts';
import { readKeyFile, replaceKeyFile, writeKeyFile } from './store/library-key-file.ts';

interface Sealed {
  readonly libraryDir: string;
  readonly passphrase?: string | undefined;
}

/** Makes the case key of a new sealed library and its key file. The keys are wiped with `closing`. */
export async function sealNewLibrary(
  { libraryDir, passphrase = '' }: Sealed,
  closing: ClosingStack,
): Promise<LibraryKeys> {
  const id = randomBytes(16).toString('hex');
  const caseKey = randomBytes(CASE_KEY_BYTES);
  try {
    await writeKeyFile(libraryDir, await wrapCaseKey(caseKey, passphrase, id));
    return keep(deriveKeys(caseKey, id), closing);
  } finally {
    caseKey.fill(0);
  }
}

/**
 * The keys of a sealed library, null for a plain one. They are wiped with `closing`.
 * @throws AppError library_missing, library_damaged, passphrase_needed, passphrase_wrong
 */
export async function unlockLibrary(given: Sealed, closing: ClosingStack): Promise<LibraryKeys | null> {
  assertLibrary(resolve(given.libraryDir));
  return unlockFolder(given, closing);
}

/**
 * As {@link unlockLibrary}, for a library whose database may be gone.
 * @throws AppError library_damaged, passphrase_needed, passphrase_wrong
 */
export async function unlockFolder(given: Sealed, closing: ClosingStack): Promise<LibraryKeys | null> {
  const opened = await openKeyFile(resolve(given.libraryDir), given.passphrase);
  if (opened === null) return null;
  try {
    return keep(deriveKeys(opened.caseKey, opened.file.id), closing);
  } finally {
    opened.caseKey.fill(0);
  }
}

/**
 * Puts the case key under another passphrase. Only the key file is written anew: every other file stays as it is, open
 * or not. @throws AppError passphrase_wrong, invalid_input, not_sealed, library_missing, library_damaged, disk_full
 */
export async function changePassphrase(dir: string, current: string, next: string): Promise<void> {
  const libraryDir = resolve(dir);
  assertLibrary(libraryDir);
  assertPassphrase(next);
  const opened = await openKeyFile(libraryDir, current);
  if (opened === null) throw notSealed(libraryDir);
  try {
    await replaceKeyFile(libraryDir, await wrapCaseKey(opened.caseKey, next, opened.file.id), opened.file);
  } finally {
    opened.caseKey.fill(0);
  }
}

async function openKeyFile(libraryDir: string, passphrase: string | undefined) {
  const file = await readKeyFile(libraryDir);
  if (file === null) return null;
  if (passphrase === undefined || passphrase === '') throw needed(libraryDir);
  const caseKey = await unwrapCaseKey(file, passphrase);
  if (caseKey === null) throw wrong(libraryDir);
  return { caseKey, file };
}

function keep(keys: LibraryKeys, closing: ClosingStack): LibraryKeys {
  closing.defer(() => wipeKeys(keys));
  return keys;
}

function needed(libraryDir: string): AppError {
  return new AppError(
    'passphrase_needed',
    `The library in ${libraryDir} is sealed. Give its passphrase; on the command line in AIGAQ_PASSPHRASE, or when you are asked.`,
    { path: libraryDir },
  );
}

function wrong(libraryDir: string): AppError {
  return new AppError(
    'passphrase_wrong',
    `That is not the passphrase of the library in ${libraryDir}, or its library.key was changed. Check capital letters and the keyboard's language, then try again.`,
    { path: libraryDir },
  );
}

function notSealed(libraryDir: string): AppError {
  return new AppError(
    'invalid_input',
    `The library in ${libraryDir} is not sealed, so it has no passphrase. A library is sealed when it is made.`,
    { path: libraryDir },
  );
}
