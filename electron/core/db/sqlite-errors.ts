import { AppError } from '../../../shared/errors.ts';
import { isSqliteError } from './connect.ts';

/** SQLite's extended result code, such as `SQLITE_BUSY_SNAPSHOT`, or null when it is another kind of error. */
export function sqliteCode(error: unknown): string | null {
  return isSqliteError(error) ? error.code : null;
}

/**
 * Turns SQLite's own failures into sentences. Anything else is handed back as it came.
 * Result codes: https://www.sqlite.org/rescode.html
 */
export function fromSqlite(error: unknown, libraryDir: string): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  const details = { path: libraryDir, sqlite: code };
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code)) return damaged(libraryDir, code);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return locked(libraryDir);
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE') {
    return new AppError(
      'disk_full',
      `The database of ${libraryDir} could not be written: the disk is full. Free some space and try again; nothing that was confirmed is lost.`,
      details,
    );
  }
  if (/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/.test(code)) {
    return new AppError(
      'folder_not_writable',
      `Aigaq may not write in ${libraryDir}. Check the folder's permissions and that its disk is not write-protected.`,
      details,
    );
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'unreadable_file',
      `The disk that holds ${libraryDir} reported a read or write error. Check its cable and health, then open the library again.`,
      details,
    );
  }
  return error;
}

export function damaged(libraryDir: string, why: string): AppError {
  return new AppError(
    'library_damaged',
    `The library in ${libraryDir} is damaged: its database cannot be read (${why}). Work on a copy: keep this folder as it is, and restore library.sqlite from its backups folder or from your own backup.`,
    { path: libraryDir },
  );
}

export function locked(libraryDir: string): AppError {
  return new AppError(
    'library_locked',
    `The library in ${libraryDir} is in use by another Aigaq window or command. Wait until it has finished or close it, then try again.`,
    { path: libraryDir },
  );
}
