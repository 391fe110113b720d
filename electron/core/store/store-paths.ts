import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { LibraryKeys } from '../seal/library-keys.ts';
import { type SealedNames, sealedNames } from '../seal/sealed-names.ts';

/** Names of temporary files start so; `sweep` and `verify` know them by it. */
export const TEMPORARY = '.tmp-';

/** Folder of a library that holds earlier states of its database, and what was set aside. */
export const BACKUPS = 'backups';

/**
 * Where a library keeps what. All paths are absolute; names are made of hashes and our own words only, in a sealed
 * library of keyed hashes.
 */
export function storePaths(libraryDir: string, keys: LibraryKeys | null = null) {
  const originals = join(libraryDir, 'originals');
  const derived = join(libraryDir, 'derived');
  const incoming = join(libraryDir, 'incoming');
  const names = keys === null ? PLAIN_NAMES : sealedNames(keys.names);
  const derivedFolder = (sha256: string) => twoLevels(derived, names.folder(checkedHash(sha256)));
  return {
    library: libraryDir,
    backups: join(libraryDir, BACKUPS),
    originals,
    derived,
    derivedTemporary: join(derived, '.tmp'),
    incoming,
    original: (sha256: string) => `${twoLevels(originals, names.original(checkedHash(sha256)))}.bin`,
    derivedFolder,
    derivedFile: (sha256: string, name: string) =>
      join(derivedFolder(sha256), names.derived(sha256, checkedName(name))),
    /** The name of a derived file as its maker knows it; null for a file that is none of this original's. */
    derivedName: names.derivedName,
    upload: (id: string) => join(incoming, checkedUpload(id)),
  };
}

/** In a plain library everything is called what it is. */
const PLAIN_NAMES: SealedNames = {
  original: (sha256) => sha256,
  folder: (sha256) => sha256,
  derived: (_, name) => name,
  derivedName: (_, name) => name,
};

const twoLevels = (folder: string, name: string): string => join(folder, name.slice(0, 2), name);

export type StorePaths = ReturnType<typeof storePaths>;

/** A name that no other process uses; the process id lets `sweep` spare what a living process still writes. */
export function temporaryName(suffix = ''): string {
  return `${TEMPORARY}${process.pid}-${randomBytes(6).toString('hex')}${suffix}`;
}

/** Process id inside a temporary name, or null when the name is not one of ours. */
export function temporaryOwner(name: string): number | null {
  const match = /^\.tmp-(\d+)-[0-9a-f]{12}/.exec(name);
  return match ? Number(match[1]) : null;
}

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

function checkedHash(sha256: string): string {
  if (!isHash(sha256)) throw new AppError('not_found', 'That is not the SHA-256 of an original.');
  return sha256;
}

function checkedName(name: string): string {
  if (!/^[a-z0-9][a-z0-9._-]{0,79}$/.test(name))
    throw new AppError('not_found', 'There is no derived file of that name.');
  return name;
}

function checkedUpload(id: string): string {
  if (!/^[a-z0-9]{8,40}$/.test(id)) throw new AppError('not_found', 'There is no upload of that name.');
  return id;
}
