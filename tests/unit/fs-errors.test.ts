import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { byteText } from '../../electron/core/store/byte-text.ts';
import { diskFull, errnoOf, fromSourceError, fromTargetError } from '../../electron/core/store/fs-errors.ts';
import { AppError } from '../../shared/errors.ts';

const system = (code: string) => Object.assign(new Error(`${code}: as the system says it`), { code });

describe('failures of the file system', () => {
  test.each([
    ['ENOENT', 'unreadable_file', 'There is no file'],
    ['EACCES', 'unreadable_file', 'permissions'],
    ['EIO', 'unreadable_file', 'reported an error'],
    ['ELOOP', 'not_a_regular_file', 'symbolic link'],
    ['EISDIR', 'not_a_regular_file', 'folder'],
    ['EMFILE', 'unreadable_file', 'EMFILE'],
  ])('%s while reading', (errno, code, words) => {
    const error = fromSourceError(system(errno), '/evidence/camera.mp4');
    expect(error).toMatchObject({ code });
    expect(String(error)).toContain(words);
    expect(String(error)).toContain('/evidence/camera.mp4');
  });

  test.each([
    ['ENOSPC', 'disk_full'],
    ['EDQUOT', 'disk_full'],
    ['EACCES', 'folder_not_writable'],
    ['EROFS', 'folder_not_writable'],
    ['EIO', 'folder_not_writable'],
  ])('%s while writing', (errno, code) => {
    expect(fromTargetError(system(errno), tmpdir(), 1000)).toMatchObject({ code });
  });

  test('a full disk names what is free and what is needed', () => {
    const { message, details } = diskFull(tmpdir(), 2_100_000_000_000);
    expect(message).toMatch(/\d are free|bytes are free|[kMGT]B are free/);
    expect(message).toContain('2.1 TB are needed');
    expect(details.freeBytes).toBeGreaterThan(0);
  });

  test('the room for a folder that is not there yet is that of the disk it will be on', () => {
    expect(diskFull(join(tmpdir(), 'not', 'there'), null).details.freeBytes).toBeGreaterThan(0);
  });

  test('what is told already is not told again', () => {
    const told = new AppError('disk_full', 'Full.');
    expect(errnoOf(told)).toBeNull();
    expect(fromSourceError(told, 'x')).toBe(told);
    expect(fromTargetError(told, 'x')).toBe(told);
    const defect = new TypeError('a defect');
    expect(fromTargetError(defect, 'x')).toBe(defect);
    expect(errnoOf(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeNull();
  });
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [2_147_483_648, '2.1 GB'],
  [5e15, '5000.0 TB'],
])('%d bytes', (bytes, text) => {
  expect(byteText(bytes)).toBe(text);
});
