import { tmpdir } from 'node:os';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fromSqlite } from '../../electron/core/db/sqlite-errors.ts';

test.each([
  ['SQLITE_FULL', 'disk_full', /are free/],
  ['SQLITE_IOERR_WRITE', 'folder_not_writable', /error while the library was written/],
  ['SQLITE_IOERR_FSYNC', 'folder_not_writable', /nothing that was confirmed is lost/],
  ['SQLITE_IOERR_SHMSIZE', 'folder_not_writable', /error while the library was written/],
  ['SQLITE_IOERR_READ', 'unreadable_file', /error while the library was read/],
  ['SQLITE_CANTOPEN', 'folder_not_writable', /may not write/],
  ['SQLITE_CORRUPT', 'library_damaged', /is damaged/],
  ['SQLITE_BUSY', 'library_locked', /in use/],
])('%s is told as %s, with the folder', (sqlite, code, words) => {
  const told = fromSqlite(new Database.SqliteError('as SQLite says it', sqlite), tmpdir());
  expect(told).toMatchObject({ code });
  expect(String(told)).toMatch(words);
  expect(String(told)).toContain(tmpdir());
});
