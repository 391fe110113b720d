import { closeSync, mkdirSync, openSync, readdirSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { createLibrary, openCore } from '../../electron/core/app.ts';
import { expectedSchema } from '../../electron/core/db/expected-schema.ts';
import { newestVersion } from '../../electron/core/db/migrate.ts';
import { openDatabase } from '../../electron/core/db/open-database.ts';
import { codeOf, errorOf, filesIn, newCase, OPERATOR, openCase, put, RESOURCES } from '../support/case-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('open');
const openRead = (libraryDir: string) => openCase(libraryDir, { mode: 'read' });

describe('creating a library', () => {
  test('makes a new folder with everything in it', async () => {
    const dir = join(tempDir(), 'deep', 'case');
    const clock = () => new Date('2026-11-23T10:00:00Z');
    const info = await createLibrary({
      libraryDir: dir,
      title: ' T ',
      operator: OPERATOR,
      resourcesDir: RESOURCES,
      clock,
    });
    expect(info).toMatchObject({ title: 'T', path: dir, schemaVersion: newestVersion, items: 0, lastVerified: null });
    expect(info.createdAt).toBe('2026-11-23T10:00:00.000Z');
    const [backup, ...others] = filesIn(dir);
    expect(backup).toMatch(/^backups\/library-20261123T100000000Z-1\.sqlite$/);
    expect(others).toEqual(['ledger.jsonl', 'library.lock', 'library.sqlite', 'library.sqlite.sha256']);
    const core = await openCase(dir);
    expect(await core.call('library.info', {})).toEqual(info);
    expect((await core.call('custody.ledger', {})).entries.map((entry) => entry.action)).toEqual(['library.created']);
    await core.close();
  });

  test('takes an empty folder, and no other', async () => {
    const dir = tempDir();
    const create = (libraryDir: string) =>
      createLibrary({ libraryDir, title: 'T', operator: OPERATOR, resourcesDir: RESOURCES });
    const file = put(dir, 'a-file', 'x');
    expect(await codeOf(create(dir))).toBe('folder_not_empty');
    expect(await codeOf(create(file))).toBe('folder_not_writable');
    expect(readdirSync(dir)).toEqual(['a-file']);
    mkdirSync(join(dir, 'empty'));
    expect(await codeOf(create(join(dir, 'empty')))).toBeNull();
    expect(await codeOf(create(join(dir, 'empty')))).toBe('library_exists');
  });
});

describe('opening a library', () => {
  test('says what is missing and makes nothing', async () => {
    const dir = tempDir();
    const error = await errorOf(openCase(join(dir, 'gone')));
    expect(error?.code).toBe('library_missing');
    expect(error?.message).toContain(join(dir, 'gone'));
    expect(await codeOf(openRead(put(dir, 'a-file', 'x')))).toBe('library_missing');
    expect(readdirSync(dir)).toEqual(['a-file']);
  });

  test('refuses a database that is none, is empty or is not ours', async () => {
    const dir = await newCase(tempDir());
    const file = join(dir, 'library.sqlite');
    for (const content of [Buffer.alloc(8192, 0x41), '']) {
      writeFileSync(file, content);
      expect(await codeOf(openCase(dir))).toBe('library_damaged');
      expect(await codeOf(openRead(dir))).toBe('library_damaged');
    }
    const other = tempDir();
    new DatabaseSync(join(other, 'library.sqlite')).exec('create table t (x)');
    expect(await codeOf(openCase(other))).toBe('library_damaged');
  });

  test('refuses one whose pages were overwritten', async () => {
    const dir = await newCase(tempDir());
    const file = join(dir, 'library.sqlite');
    const db = new DatabaseSync(file);
    db.exec('pragma wal_checkpoint(truncate)');
    db.close();
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(40_960, 0xa5), 0, 40_960, 4096);
    closeSync(handle);
    expect(await codeOf(openCase(dir))).toBe('library_damaged');
  });

  test('refuses one of a newer program, and says so', async () => {
    const dir = await newCase(tempDir());
    new DatabaseSync(join(dir, 'library.sqlite')).exec(`pragma user_version = ${newestVersion + 1000}`);
    for (const opening of [openCase(dir), openRead(dir)]) {
      const error = await errorOf(opening);
      expect(error?.code).toBe('library_newer');
      expect(error?.message).toContain(String(newestVersion + 1000));
    }
  });

  test('gives up the lock when it fails', async () => {
    const dir = await newCase(tempDir());
    const broken = openCore({ libraryDir: dir, resourcesDir: tempDir(), ffmpeg: null, mode: 'write' });
    await expect(broken).rejects.toThrow();
    await (await openCase(dir)).close();
  });

  test('answers nothing after it was closed', async () => {
    const core = await openCase(await newCase(tempDir()));
    await core.close();
    await core.close();
    expect(await codeOf(core.call('library.info', {}))).toBe('no_library_open');
  });

  test('a library can be moved while it is closed', async () => {
    const dir = tempDir();
    await newCase(dir);
    renameSync(join(dir, 'case'), join(dir, 'elsewhere'));
    const core = await openCase(join(dir, 'elsewhere'));
    expect((await core.call('library.info', {})).path).toBe(join(dir, 'elsewhere'));
    await core.close();
  });
});

describe('the database', () => {
  test('waits for the disk at every commit', async () => {
    const db = openDatabase(await newCase(tempDir()), 'write');
    db.exec("update library set title = 'after a write'");
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
  });

  test('tells a ledger row to stay as it is', async () => {
    const db = openDatabase(await newCase(tempDir()), 'write');
    expect(() => db.exec("update ledger set operator = 'x'")).toThrow(/append-only/);
    expect(() => db.exec('delete from ledger')).toThrow(/append-only/);
    db.close();
  });

  test('uses strict tables only', () => {
    const tables = expectedSchema().filter((sql) => /^create table/i.test(sql));
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((sql) => !/strict(, without rowid)?$/.test(sql))).toEqual([]);
  });
});
