import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';

/** Names of temporary files start so; `sweep` and `verify` know them by it. */
export const TEMPORARY = '.tmp-';

/** Folder of a library that holds earlier states of its database, and what was set aside. */
export const BACKUPS = 'backups';

/** Where a library keeps what. All paths are absolute; names are made of hashes and our own words only. */
export function storePaths(libraryDir: string) {
  const originals = join(libraryDir, 'originals');
  const derived = join(libraryDir, 'derived');
  const incoming = join(libraryDir, 'incoming');
  const folderOf = (sha256: string) => join(originals, checkedHash(sha256).slice(0, 2));
  return {
    library: libraryDir,
    backups: join(libraryDir, BACKUPS),
    originals,
    derived,
    derivedTemporary: join(derived, '.tmp'),
    incoming,
    originalFolder: folderOf,
    original: (sha256: string) => join(folderOf(sha256), `${sha256}.bin`),
    derivedFolder: (sha256: string) => join(derived, checkedHash(sha256).slice(0, 2), sha256),
    derivedFile: (sha256: string, name: string) =>
      join(derived, checkedHash(sha256).slice(0, 2), sha256, checkedName(name)),
    upload: (id: string) => join(incoming, checkedUpload(id)),
  };
}

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
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(name))
    throw new AppError('not_found', 'There is no derived file of that name.');
  return name;
}

function checkedUpload(id: string): string {
  if (!/^[a-z0-9]{8,40}$/.test(id)) throw new AppError('not_found', 'There is no upload of that name.');
  return id;
}
