import { AppError } from '../../../shared/errors.ts';
import { diskFull, freeBytes } from '../store/fs-errors.ts';
import { isSqliteError } from './connect.ts';

/** SQLite's extended result code, such as `SQLITE_BUSY_SNAPSHOT`, or null when it is another kind of error. */
export function sqliteCode(error: unknown): string | null {
  return isSqliteError(error) ? error.code : null;
}

/** A database that opens and is not whole; the message says why. */
export class NotWhole extends Error {}

/**
 * Turns SQLite's own failures into sentences. Anything else is handed back as it came.
 * Result codes: https://www.sqlite.org/rescode.html
 */
export function fromSqlite(error: unknown, libraryDir: string): unknown {
  if (error instanceof NotWhole) return damaged(libraryDir, error.message);
  const code = sqliteCode(error);
  if (code === null) return error;
  const details = { path: libraryDir, sqlite: code };
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(libraryDir, `parts of the file are damaged, ${code}`);
  if (/^SQLITE_(NOTADB|FORMAT)/.test(code)) return damaged(libraryDir, `the file is no database, ${code}`);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return locked(libraryDir);
  if (code === 'SQLITE_FULL' || ranOut(code, libraryDir)) return diskFull(libraryDir, null);
  if (/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/.test(code)) {
    return new AppError(
      'folder_not_writable',
      `Aigaq may not write in ${libraryDir}. Check the folder's permissions and that its disk is not write-protected.`,
      details,
    );
  }
  if (/^SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHM|DELETE|CLOSE)/.test(code)) {
    return new AppError(
      'folder_not_writable',
      `The disk that holds ${libraryDir} reported an error while the library was written. Check its cable and health, then try again; nothing that was confirmed is lost.`,
      details,
    );
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'unreadable_file',
      `The disk that holds ${libraryDir} reported an error while the library was read. Check its cable and health, then open the library again.`,
      details,
    );
  }
  return error;
}

/** SQLite says of some files only that they could not be made or made longer; the disk itself says why. */
const ranOut = (code: string, libraryDir: string): boolean =>
  /^SQLITE_(CANTOPEN|IOERR_(WRITE|SHMSIZE|SHMMAP|TRUNCATE|FSYNC))$/.test(code) && freeBytes(libraryDir) === 0;

export function damaged(libraryDir: string, why: string): AppError {
  return new AppError(
    'library_damaged',
    `The library in ${libraryDir} is damaged: its database cannot be used (${why}). Choose it under Restore from backup on the start screen, or run aigaq backups on its folder: a backup can be restored, or the case rebuilt from originals and ledger. Nothing is deleted.`,
    { path: libraryDir, why },
  );
}

export function locked(libraryDir: string): AppError {
  return new AppError(
    'library_locked',
    `The library in ${libraryDir} is in use by another Aigaq window or command. Wait until it has finished or close it, then try again.`,
    { path: libraryDir },
  );
}
