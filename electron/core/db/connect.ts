import Plain from 'better-sqlite3';
import Enciphered from 'better-sqlite3-multiple-ciphers';
import type { SharedBytes } from '../seal/library-keys.ts';

export type Db = Plain.Database;

/**
 * Opens an SQLite file. With a key it is one that SQLCipher 4 reads as well: AES-256 in CBC mode and an HMAC for every
 * page, also in the journal and the WAL. Plain libraries go through the unchanged SQLite, so that nothing but SQLite is
 * needed to read them.
 */
export function connect(path: string, options: Plain.Options, key: SharedBytes | null): Db {
  if (key === null) return new Plain(path, options);
  const db = new Enciphered(path, options);
  try {
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    const raw = rawKey(key);
    db.key(raw);
    raw.fill(0);
    // What is sorted or built on the way must not become a plain file in a temporary folder.
    db.pragma('temp_store = memory');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** True for failures of either. */
export const isSqliteError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Plain.SqliteError || error instanceof Enciphered.SqliteError;

/** `x'…'`: SQLCipher's way to say that this is the key itself and no passphrase. In bytes, so that it can be wiped. */
function rawKey(key: SharedBytes): Buffer {
  const digits = '0123456789abcdef';
  const raw = Buffer.alloc(key.length * 2 + 3);
  raw.write("x'");
  for (const [i, byte] of key.entries()) {
    raw[2 + 2 * i] = digits.charCodeAt(byte >> 4);
    raw[3 + 2 * i] = digits.charCodeAt(byte & 15);
  }
  raw.write("'", raw.length - 1);
  return raw;
}
