import { createHash, createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SharedBytes } from '../seal/library-keys.ts';
import { removeIfThereNow, syncFolderNow, writeDurablyNow } from '../store/durable-files.ts';
import { fromTargetError } from '../store/fs-errors.ts';
import { temporaryName } from '../store/store-paths.ts';
import { connect } from './connect.ts';
import { DATABASE_FILE, type Db, databasePath, needsMigration } from './open-database.ts';
import { fromSqlite } from './sqlite-errors.ts';

/**
 * Beside the database while no session has the library open, in the form that `sha256sum -c` reads. In a sealed library it
 * holds an HMAC of the deciphered pages instead, so that it tells nothing about them, and none but their owner can make it.
 */
export const SEAL_FILE = `${DATABASE_FILE}.sha256`;

/**
 * Whether the database file is, to the last byte, the one that a session left when it ended. `unsealed` while one has
 * it open, and after one that did not end by itself.
 */
export type SealState = 'unchanged' | 'altered' | 'unsealed';

export interface CheckedSeal {
  readonly state: SealState;
  /** Hash that the last session wrote down, and that of the file now; null where there is no seal. */
  readonly expected: string | null;
  readonly found: string | null;
  /** True when an older Aigaq wrote the file; only told where there is a seal. */
  readonly old: boolean;
}

/** Where the header of a database tells how many bytes at the end of each page are not SQLite's. */
const RESERVED_AT = 20;

const UNSEALED: CheckedSeal = { state: 'unsealed', expected: null, found: null, old: false };

/**
 * Compares the database file with its seal. Pages that hold no row, and unused parts of the others, count as well:
 * no comparison of contents would see them.
 * @throws AppError library_damaged
 */
export function checkSeal(libraryDir: string, key: SharedBytes | null): CheckedSeal {
  const seal = readSeal(libraryDir);
  if (seal === null) return UNSEALED;
  const { found, old } = inspect(libraryDir, key);
  if (found === seal) return { state: 'unchanged', expected: seal, found, old };
  // A session may have begun meanwhile; then the file may well be another one by now.
  if (readSeal(libraryDir) !== seal) return UNSEALED;
  return { state: 'altered', expected: seal, found, old };
}

function inspect(libraryDir: string, key: SharedBytes | null): { found: string | null; old: boolean } {
  let db: Db | undefined;
  try {
    db = connect(databasePath(libraryDir), { readonly: true, fileMustExist: true }, key);
    // The version is read first: a file that is no database at all is refused in SQLite's words.
    const old = needsMigration(db);
    return { found: hashOf(db, libraryDir, key), old };
  } catch (error) {
    throw fromSqlite(error, libraryDir);
  } finally {
    db?.close();
  }
}

/**
 * Before the first change of a session: from here on the file says nothing about the database.
 * @throws AppError folder_not_writable
 */
export function breakSeal(libraryDir: string): void {
  inWords(libraryDir, () => {
    removeIfThereNow(join(libraryDir, SEAL_FILE));
    syncFolderNow(libraryDir);
  });
}

/**
 * After the last change of a session: moves everything into the one file and writes its hash down. Where somebody still
 * reads, the write-ahead log cannot be emptied, and there is no seal.
 * @throws SqliteError, AppError disk_full, folder_not_writable
 */
export function sealDatabase(db: Db, libraryDir: string, key: SharedBytes | null = null): void {
  const [log] = db.pragma('wal_checkpoint(truncate)') as { busy: number }[];
  const hash = log?.busy === 0 ? hashOf(db, libraryDir, key) : null;
  if (hash === null) return;
  const line = `${hash}  ${DATABASE_FILE}\n`;
  inWords(libraryDir, () => {
    writeDurablyNow(join(libraryDir, temporaryName()), join(libraryDir, SEAL_FILE), [line]);
  });
}

function inWords(libraryDir: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw fromTargetError(error, libraryDir);
  }
}

/**
 * The file's hash, read through SQLite: opening it by other means would, when closed again, drop the POSIX locks
 * that SQLite holds on it for this process. Null when the file is shorter or longer than its own header says, or cannot
 * be read to its end.
 */
function hashOf(db: Db, libraryDir: string, key: SharedBytes | null): string | null {
  const number = (pragma: string) => Number(db.pragma(pragma, { simple: true }));
  if (statSync(databasePath(libraryDir)).size !== number('page_count') * number('page_size')) return null;
  try {
    const pages = db.serialize();
    return key === null ? createHash('sha256').update(pages).digest('hex') : keyedHash(pages, key, number('page_size'));
  } catch {
    // SQLite's serializer has no words but "out of memory" for whatever it cannot read.
    return null;
  }
}

/**
 * HMAC over what the pages hold. Their ends belong to the cipher: nonce and MAC, which are checked whenever a page is
 * read, and not kept in memory (SQLite's file format, 1.3.4).
 */
function keyedHash(pages: Buffer, key: SharedBytes, size: number): string {
  const reserved = pages[RESERVED_AT] ?? 0;
  const hmac = createHmac('sha256', key).update('database\n');
  for (let at = 0; at < pages.length; at += size) hmac.update(pages.subarray(at, at + size - reserved));
  return `hmac-sha256:${hmac.digest('hex')}`;
}

/** The hash of the seal; null when there is none. One that cannot be read is as good as another hash. */
function readSeal(libraryDir: string): string | null {
  try {
    return readFileSync(join(libraryDir, SEAL_FILE), 'utf8').split('  ', 1)[0] ?? '';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return '';
  }
}
