import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { rebuildLibrary, restoreLibrary } from '../../electron/core/recovery/recover-library.ts';
import { recoveryReport } from '../../electron/core/recovery/recovery-report.ts';
import { codeOf, errorOf, openCase } from '../support/case-library.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { caseHashOf, databaseOf, ledgerOf, problemsOf, recovering, wholeCase } from '../support/whole-case.ts';

const tempDir = sharedTempDirs('recovery');
let pristine: string;
let hash: string;
let entries: number;
let copies = 0;

beforeAll(async () => {
  pristine = await wholeCase(tempDir());
  hash = caseHashOf(pristine);
  entries = readFileSync(ledgerOf(pristine), 'utf8').trimEnd().split('\n').length;
});

/** A copy of the library to be damaged. */
function copy(): string {
  const dir = join(dirname(pristine), `copy-${copies++}`);
  cpSync(pristine, dir, { recursive: true });
  return dir;
}

const backupsOf = (dir: string) => readdirSync(join(dir, 'backups')).filter((name) => name.startsWith('library-'));
const oldest = (dir: string) => backupsOf(dir).sort()[0] ?? '';
const actions = async (dir: string) => (await headOf(dir)).ledger.entries.map(({ action }) => action);

const headOf = async (dir: string) => {
  const core = await openCase(dir, { mode: 'read' });
  const ledger = await core.call('custody.ledger', {});
  const { publicKey } = await core.call('custody.key', {});
  await core.close();
  return { ledger, key: publicKey };
};

function overwrite(path: string, from: number, to: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(to - from, 0xa5), 0, to - from, from);
  closeSync(file);
}

/** Where the first page of a table lies in a database's file. */
function pageOf(path: string, table: string): [from: number, to: number] {
  const db = new DatabaseSync(path, { readOnly: true });
  const { rootpage } = db.prepare('select rootpage from sqlite_master where name = ?').get(table) ?? {};
  db.close();
  return [(Number(rootpage) - 1) * 4096, Number(rootpage) * 4096];
}

const removeDatabase = (dir: string) => {
  for (const end of ['', '-wal', '-shm']) rmSync(databaseOf(dir) + end, { force: true });
};
const removeBackups = (dir: string) => rmSync(join(dir, 'backups'), { recursive: true });

const DAMAGE: readonly [string, (dir: string) => void][] = [
  ['deleted', removeDatabase],
  ['empty', (dir) => writeFileSync(databaseOf(dir), '')],
  ['no database at all', (dir) => writeFileSync(databaseOf(dir), Buffer.alloc(8192, 0x41))],
  ['without its first page', (dir) => overwrite(databaseOf(dir), 0, 4096)],
  ['without pages 2 to 40', (dir) => overwrite(databaseOf(dir), 4096, 40 * 4096)],
  ['cut to half', (dir) => truncateSync(databaseOf(dir), statSync(databaseOf(dir)).size >> 1)],
];

describe('a database that is', () => {
  test.each(DAMAGE)('%s is told of, and rebuilt to the same case', async (_, damage) => {
    const dir = copy();
    damage(dir);
    const before = existsSync(databaseOf(dir)) ? readFileSync(databaseOf(dir)) : null;
    expect(await codeOf(openCase(dir))).toBe('library_damaged');
    const report = await recoveryReport(dir);
    expect(report.problem).toMatch(/library\.sqlite/);
    expect(report).toMatchObject({ title: 'Station 101', ledger: { entries, problem: null }, keyFound: true });
    const recovered = await rebuildLibrary(recovering(dir));
    expect(recovered).toMatchObject({
      ...{ from: null, entries: entries + 1, replayed: entries, newKey: false, complete: true, caseHash: hash },
      ...{ missingOriginals: [], missingPictures: [] },
    });
    expect(caseHashOf(dir)).toBe(hash);
    expect(await problemsOf(dir)).toEqual([]);
    if (before === null) expect(recovered.setAside).toEqual([]);
    else expect(readFileSync(join(dir, 'backups', recovered.setAside[0] ?? ''))).toEqual(before);
    await (await openCase(dir)).close();
  });

  test.each(DAMAGE)('%s is restored from the oldest backup to the same case', async (_, damage) => {
    const dir = copy();
    damage(dir);
    const name = oldest(dir);
    const report = await recoveryReport(dir);
    expect(report.backups.find((backup) => backup.name === name)).toMatchObject({
      ...{ entries: 1, verified: true, problem: null, broughtBack: entries - 1, missing: 0 },
    });
    const recovered = await restoreLibrary(recovering(dir), name);
    expect(recovered).toMatchObject({ from: name, replayed: entries - 1, newKey: false, complete: true });
    expect(recovered.caseHash).toBe(hash);
    expect(await problemsOf(dir)).toEqual([]);
    expect((await actions(dir)).at(-1)).toBe('library.restored');
  });
});

describe('what a recovery can do without', () => {
  test('backups and derived files: pictures are found by decoding, and another key says so in the ledger', async () => {
    const dir = copy();
    const { key } = await headOf(dir);
    removeDatabase(dir);
    removeBackups(dir);
    rmSync(join(dir, 'derived'), { recursive: true });
    expect(await recoveryReport(dir)).toMatchObject({ backups: [], keyFound: false, ledger: { entries } });
    const recovered = await rebuildLibrary(recovering(dir));
    expect(recovered).toMatchObject({ newKey: true, complete: true, caseHash: hash, missingPictures: [] });
    expect(await problemsOf(dir)).toEqual([]);
    const { ledger, key: newKey } = await headOf(dir);
    expect(newKey).not.toBe(key);
    const [rekeyed, restored] = ledger.entries.slice(-2);
    expect(rekeyed).toMatchObject({ action: 'library.rekeyed', details: { publicKey: newKey } });
    const last = ledger.entries[entries - 1];
    expect(rekeyed?.details.before).toEqual({ publicKey: key, count: entries, hash: last?.hash });
    expect(restored).toMatchObject({ action: 'library.restored', details: { from: null, caseHash: hash } });
  });

  test('originals: the case comes back, and what is missing is named', async () => {
    const dir = copy();
    removeDatabase(dir);
    rmSync(join(dir, 'originals'), { recursive: true });
    rmSync(join(dir, 'derived'), { recursive: true });
    const report = await recoveryReport(dir);
    expect(report.missingOriginals.map(({ originalName }) => originalName)).toEqual(['camera.mp4', 'note.txt']);
    const recovered = await rebuildLibrary(recovering(dir));
    expect(recovered.missingOriginals).toEqual(report.missingOriginals);
    expect(recovered.missingPictures.map(({ title }) => title).sort()).toEqual(
      ['Removed again', 'Several sheets at once', 'Third'].sort(),
    );
    expect(recovered.complete).toBe(false);
    const codes = (await problemsOf(dir)).map(({ code }) => code);
    expect([...new Set(codes)].sort()).toEqual(['mark_differs', 'original_missing']);
  });

  test('a ledger file: the damaged database and the backups hold ledgers, too', async () => {
    const dir = copy();
    rmSync(ledgerOf(dir));
    expect(await recoveryReport(dir)).toMatchObject({
      ledger: { entries, source: 'library.sqlite', problem: 'ledger.jsonl is missing or empty.' },
    });
    expect((await rebuildLibrary(recovering(dir))).caseHash).toBe(hash);
    expect(await problemsOf(dir)).toEqual([]);
    const bare = copy();
    rmSync(ledgerOf(bare));
    removeDatabase(bare);
    expect((await recoveryReport(bare)).ledger).toMatchObject({ entries: 1, source: oldest(bare) });
    expect(await rebuildLibrary(recovering(bare))).toMatchObject({ replayed: 1, complete: true });
  });

  test('nothing at all: it says so and leaves the folder as it is', async () => {
    const dir = copy();
    for (const name of ['library.sqlite', 'ledger.jsonl']) writeFileSync(join(dir, name), 'x');
    removeBackups(dir);
    const error = await errorOf(rebuildLibrary(recovering(dir)));
    expect(error).toMatchObject({ code: 'library_damaged', message: expect.stringContaining('cannot be rebuilt') });
    expect(readFileSync(databaseOf(dir), 'utf8')).toBe('x');
    const empty = tempDir();
    expect(await codeOf(rebuildLibrary(recovering(empty)))).toBe('library_missing');
    expect(await codeOf(recoveryReport(join(empty, 'gone')))).toBe('library_missing');
    expect(readdirSync(empty)).toEqual([]);
  });
});

describe('an older database in the place of the present one', () => {
  test('is not opened for writing, and what it lacks is replayed', async () => {
    const dir = copy();
    removeDatabase(dir);
    cpSync(join(dir, 'backups', oldest(dir)), databaseOf(dir));
    const error = await errorOf(openCase(dir));
    expect(error).toMatchObject({ code: 'library_damaged', details: { reason: 'database_behind', copied: entries } });
    expect((await problemsOf(dir)).map(({ code }) => code)).toContain('database_behind');
    expect((await recoveryReport(dir)).problem).toMatch(/an older one: it ends with ledger entry 1,/);
    expect(await restoreLibrary(recovering(dir), oldest(dir))).toMatchObject({ complete: true, caseHash: hash });
    expect(await problemsOf(dir)).toEqual([]);
  });

  test('that went on by itself is refused, and each story is kept', async () => {
    const dir = copy();
    const ledger = readFileSync(ledgerOf(dir));
    removeDatabase(dir);
    rmSync(ledgerOf(dir));
    cpSync(join(dir, 'backups', oldest(dir)), databaseOf(dir));
    const core = await openCase(dir);
    await core.call('library.operator', { name: 'Third Observer' });
    await core.close();
    writeFileSync(ledgerOf(dir), ledger);
    expect(await errorOf(openCase(dir))).toMatchObject({ details: { reason: 'ledgers_differ' } });
    expect((await recoveryReport(dir)).problem).toMatch(/two ledgers that differ/);
    expect((await problemsOf(dir)).map(({ code }) => code)).toContain('ledger_copy_differs');
    expect((await rebuildLibrary(recovering(dir))).caseHash).toBe(hash);
    expect(await problemsOf(dir)).toEqual([]);
  });
});

describe('a recovery is refused', () => {
  test('for a backup that is not there', async () => {
    const dir = copy();
    expect(await codeOf(restoreLibrary(recovering(dir), '../library.sqlite'))).toBe('not_found');
  });

  test.each<[string, (path: string) => void]>([
    ['in most of its pages', (path) => overwrite(path, 4096, 30 * 4096)],
    ['in one page that nothing else would look at', (path) => overwrite(path, ...pageOf(path, 'place'))],
  ])('for a backup that is damaged %s, and changes nothing', async (_, damage) => {
    const dir = copy();
    const before = readFileSync(databaseOf(dir));
    const name = oldest(dir);
    damage(join(dir, 'backups', name));
    expect((await recoveryReport(dir)).backups.find((backup) => backup.name === name)).toMatchObject({
      verified: false,
      problem: expect.stringMatching(/damaged/),
    });
    expect(await codeOf(restoreLibrary(recovering(dir), name))).toBe('library_damaged');
    expect(readFileSync(databaseOf(dir))).toEqual(before);
    expect(readdirSync(dir).filter((each) => each.startsWith('.tmp-'))).toEqual([]);
  });

  test('for a backup whose ledger was altered, although SQLite finds nothing wrong with it', async () => {
    const dir = copy();
    await (await openCase(dir, { background: true })).close();
    const name = backupsOf(dir).sort().at(-1) ?? '';
    const path = join(dir, 'backups', name);
    const db = new DatabaseSync(path);
    db.exec("drop trigger ledger_is_append_only_update; update ledger set operator = 'Nobody' where seq = 3");
    db.close();
    const before = readFileSync(databaseOf(dir));
    expect(await codeOf(restoreLibrary(recovering(dir), name))).toBe('verification_failed');
    expect(readFileSync(databaseOf(dir))).toEqual(before);
  });

  test('while somebody has the library open', async () => {
    const dir = copy();
    const core = await openCase(dir);
    expect(await codeOf(rebuildLibrary(recovering(dir)))).toBe('library_locked');
    await core.close();
  });

  test('for a library of a newer program', async () => {
    const dir = copy();
    new DatabaseSync(databaseOf(dir)).exec('pragma user_version = 100000');
    expect(await codeOf(recoveryReport(dir))).toBe('library_newer');
    expect(await codeOf(rebuildLibrary(recovering(dir)))).toBe('library_newer');
  });
});
