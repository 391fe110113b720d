import { hkdfSync } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';

/** Bytes that every thread sees, so that wiping them once wipes them for all. */
export type SharedBytes = Uint8Array<SharedArrayBuffer>;

/** What an open sealed library is read and written with. Wipe it when the library is closed or locked. */
export interface LibraryKeys {
  /** Opens the database. */
  readonly database: SharedBytes;
  /** Wraps the key of every file. */
  readonly files: SharedBytes;
  /** Seals the lines of the ledger's copy. */
  readonly ledger: SharedBytes;
  /** Names files, so that a name tells nothing about what it holds. */
  readonly names: SharedBytes;
}

/** The folder of a library and what it is read with. */
export interface LibraryPlace {
  readonly libraryDir: string;
  /** Null in a plain library. */
  readonly keys: LibraryKeys | null;
}

const KEY_BYTES = 32;

/** Derives the keys of a library from its case key (HKDF-SHA-256, RFC 5869), each for one purpose. */
export function deriveKeys(caseKey: Uint8Array, libraryKeyId: string): LibraryKeys {
  const subkey = (purpose: string) => shared(caseKey, Buffer.from(libraryKeyId, 'hex'), `aigaq 1 ${purpose}`);
  return { database: subkey('database'), files: subkey('files'), ledger: subkey('ledger'), names: subkey('names') };
}

function shared(key: Uint8Array, salt: Uint8Array, info: string): SharedBytes {
  const derived = new Uint8Array(hkdfSync('sha256', key, salt, info, KEY_BYTES));
  const bytes = new Uint8Array(new SharedArrayBuffer(KEY_BYTES));
  bytes.set(derived);
  derived.fill(0);
  return bytes;
}

/**
 * Nothing may be sealed or named with a key that has been wiped: everybody knows that one.
 * @throws AppError no_library_open
 */
export function assertLive(key: SharedBytes): void {
  if (key.some((byte) => byte !== 0)) return;
  throw new AppError('no_library_open', 'This library has been locked. Unlock it and try again.');
}

export function wipeKeys(keys: LibraryKeys): void {
  for (const key of Object.values(keys) as SharedBytes[]) key.fill(0);
}
