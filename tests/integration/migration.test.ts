import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentOf, type TableContent } from '../../electron/core/db/content-hash.ts';
import { copyDatabase } from '../../electron/core/db/copy-database.ts';
import { type Migration, migrations, newestVersion } from '../../electron/core/db/migrate.ts';
import { MIGRATION_STEPS, migrateLibrary } from '../../electron/core/db/migrate-library.ts';
import { openDatabase } from '../../electron/core/db/open-database.ts';
import { makeBackup } from '../../electron/core/features/backups/backup-files.ts';
import { rebuildLibrary, restoreLibrary } from '../../electron/core/recovery/recover-library.ts';
import { codeOf, errorOf, openCase } from '../support/case-library.ts';
import { dieAt } from '../support/die-at.ts';
import { OLD_VERSIONS, oldLibrary, versionOf } from '../support/old-library.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { caseHashOf, databaseOf, problemsOf, recovering } from '../support/whole-case.ts';

const tempDir = tempDirs('migration');
const backupsOf = (dir: string) => readdirSync(join(dir, 'backups'));
const leftOvers = (dir: string) => readdirSync(dir).filter((name) => name.startsWith('.tmp-'));

function contentOfFile(dir: string): ReadonlyMap<string, TableContent> {
  const db = openDatabase(dir, 'read');
  try {
    return contentOf(db);
  } finally {
    db.close();
  }
}

/** Migrates as opening a library does, with steps of one's own after the released ones. */
const migrateWith = (libraryDir: string, sql: string) => {
  const extra: Migration = { version: newestVersion + 10, name: 'extra', sql };
  return migrateLibrary(libraryDir, {
    save: async () => (await makeBackup(libraryDir, new Date(), copyDatabase)).path,
    steps: [...migrations, extra],
  });
};

test('every released version of the schema but the newest has a library to be tried on', () => {
  const released = migrations.map(({ version }) => version);
  expect(released.slice(0, -1)).toEqual([...OLD_VERSIONS]);
});

describe.each(OLD_VERSIONS)('a library of schema %i', (version) => {
  test('is brought up to date by opening it, with the state before kept and nothing lost', async () => {
    const dir = oldLibrary(tempDir(), version);
    await (await openCase(dir)).close();
    expect(versionOf(databaseOf(dir))).toBe(newestVersion);
    expect(await problemsOf(dir)).toEqual([]);
    const [before = ''] = backupsOf(dir);
    expect(versionOf(join(dir, 'backups', before))).toBe(version);
    expect(leftOvers(dir)).toEqual([]);
    const core = await openCase(dir, { mode: 'read' });
    const marks = await core.call('marks.list', {});
    expect(marks).toMatchObject([{ title: 'Вброс', violations: ['B1', 'A1'], check: { state: 'verified' } }]);
    await core.close();
  });

  test('is brought up to date for a reader as well', async () => {
    const dir = oldLibrary(tempDir(), version);
    await (await openCase(dir, { mode: 'read' })).close();
    expect(versionOf(databaseOf(dir))).toBe(newestVersion);
  });

  test('gives the same case when rebuilt from its ledger, and when its old backup is restored', async () => {
    const dir = oldLibrary(tempDir(), version);
    await (await openCase(dir)).close();
    const hash = caseHashOf(dir);
    const [before = ''] = backupsOf(dir);
    rmSync(databaseOf(dir));
    expect(await rebuildLibrary(recovering(dir))).toMatchObject({ complete: true, caseHash: hash });
    expect(await problemsOf(dir)).toEqual([]);
    expect(await restoreLibrary(recovering(dir), before)).toMatchObject({ complete: true, caseHash: hash });
    expect(await problemsOf(dir)).toEqual([]);
  });
});

describe('a migration that is killed', () => {
  test.each(MIGRATION_STEPS)('once it was %s leaves the old or the new database, whole', async (step) => {
    const dir = oldLibrary(tempDir(), 20);
    dieAt('migrate', dir, step);
    expect(versionOf(databaseOf(dir))).toBe(step === 'renamed' ? newestVersion : 20);
    await (await openCase(dir)).close();
    expect(versionOf(databaseOf(dir))).toBe(newestVersion);
    expect(leftOvers(dir)).toEqual([]);
    expect(backupsOf(dir).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(await problemsOf(dir)).toEqual([]);
  });
});

describe('a migration', () => {
  test.each([
    ['breaks off', 'create table half (x integer) strict; nonsense', /nonsense/],
    ['loses a row', 'delete from place', /place had 2 rows and has 0 now/],
    ['changes a value', "update mark set title = title || '!'", /values of mark are not what they were/],
    ['drops a table', 'drop table exhibit', /exhibit/],
  ])('that %s leaves the library as it was', async (_, sql, code) => {
    const dir = oldLibrary(tempDir(), 20);
    const before = contentOfFile(dir);
    await expect(migrateWith(dir, sql)).rejects.toThrow(code);
    expect(versionOf(databaseOf(dir))).toBe(20);
    expect(contentOfFile(dir)).toEqual(before);
    expect(leftOvers(dir)).toEqual([]);
    expect(backupsOf(dir)).toHaveLength(1);
    await (await openCase(dir)).close();
    expect(await problemsOf(dir)).toEqual([]);
  });

  test('that only adds takes the place of the old database', async () => {
    const dir = oldLibrary(tempDir(), 20);
    await migrateWith(dir, 'create table more (x integer) strict');
    expect(versionOf(databaseOf(dir))).toBe(newestVersion + 10);
    expect(await errorOf(openCase(dir))).toMatchObject({ code: 'library_newer' });
  });

  test('waits for nobody who reads, and replaces nothing under a reader', async () => {
    const dir = oldLibrary(tempDir(), 20);
    const reader = openDatabase(dir, 'read');
    reader.exec('begin');
    reader.prepare('select count(*) from ledger').get();
    const before = readFileSync(databaseOf(dir));
    expect(await codeOf(openCase(dir))).toBe('library_locked');
    expect(readFileSync(databaseOf(dir))).toEqual(before);
    expect(existsSync(join(dir, 'ledger.jsonl'))).toBe(false);
    reader.close();
    await (await openCase(dir)).close();
  });
});
