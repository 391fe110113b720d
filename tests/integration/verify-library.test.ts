import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import type { VerifyJobResult } from '../../shared/api.ts';
import type { Mark } from '../../shared/mark.ts';
import { importOne, newCase, openCase, put } from '../support/case-library.ts';
import { forge } from '../support/damage-database.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('verify');
let pristine: string;
let film: { id: string; sha256: string; name: string };
let mark: Mark;
let copies = 0;

async function verify(core: Core): Promise<VerifyJobResult> {
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  expect(job?.state).toBe('done');
  return job?.result as VerifyJobResult;
}

beforeAll(async () => {
  const dir = tempDir();
  pristine = await newCase(dir);
  const core = await openCase(pristine);
  await core.call('places.set', { code: 'P-1', name: 'Station 101', address: '12 Example Street', region: 'Almaty' });
  const id = await importOne(core, makeTestFilm(dir, { name: 'camera.mp4', frames: 12 }), {
    source: 'S',
    place: 'P-1',
  });
  const { item } = await core.call('evidence.show', { id });
  film = { id, sha256: item.sha256, name: item.originalName };
  await importOne(core, put(dir, 'note.txt', 'a note'));
  const text = { title: 'Вброс', note: 'A note', violations: ['B1', 'A1'], place: 'P-2' };
  mark = await core.call('marks.create', { evidenceId: id, in: 2, out: 5, ...text });
  const other = await core.call('marks.create', { evidenceId: id, in: 1, out: 1, title: 'Removed again' });
  await core.call('marks.remove', { id: other.id });
  const third = await core.call('marks.create', { evidenceId: id, in: 0, out: 11, title: 'Third' });
  await core.call('marks.reverify', { id: third.id });
  await core.call('exhibits.add', { markIds: [mark.id, third.id] });
  await core.call('evidence.set', { ids: [id], details: { custodian: 'Archive', clock: 'camera' } });
  await core.call('library.operator', { name: 'Second Observer' });
  expect(await verify(core)).toMatchObject({ ok: true, problems: [] });
  await core.close();
});

/** A copy of the library to be damaged. */
function copy(): string {
  const dir = join(dirname(pristine), `copy-${copies++}`);
  cpSync(pristine, dir, { recursive: true });
  return dir;
}

async function verifyCopy(libraryDir: string): Promise<VerifyJobResult> {
  const core = await openCase(libraryDir, { mode: 'read' });
  try {
    return await verify(core);
  } finally {
    await core.close();
  }
}

const originalOf = (libraryDir: string) => join(libraryDir, 'originals', film.sha256.slice(0, 2), `${film.sha256}.bin`);

test('an untouched library holds, and says what was checked', async () => {
  const report = await verifyCopy(copy());
  expect(report).toMatchObject({ ok: true, problems: [] });
  expect(report.checked.files).toBe(2);
  expect(report.checked.bytes).toBe(readFileSync(originalOf(pristine)).length + 6);
  expect(report.checked.ledgerEntries).toBeGreaterThan(10);
});

test('a verification is itself recorded where it can be', async () => {
  const core = await openCase(copy());
  await verify(core);
  expect((await core.call('library.info', {})).lastVerified).toMatchObject({ ok: true });
  const { entries } = await core.call('custody.ledger', {});
  expect(entries.at(-1)).toMatchObject({ action: 'library.verified', details: { ok: true, problemCount: 0 } });
  expect((await verify(core)).problems).toEqual([]);
  await core.close();
});

describe('originals', () => {
  const strange = (dir: string) => join(dir, 'originals', 'ee', `${'e'.repeat(64)}.bin`);
  test.each<[string, string, (dir: string) => void]>([
    [
      'one bit flipped',
      'original_altered',
      (dir) => {
        const bytes = readFileSync(originalOf(dir));
        bytes[100] = (bytes[100] ?? 0) ^ 1;
        writeFileSync(originalOf(dir), bytes);
      },
    ],
    [
      'cut by a byte',
      'original_altered',
      (dir) => truncateSync(originalOf(dir), readFileSync(originalOf(dir)).length - 1),
    ],
    ['a byte appended', 'original_altered', (dir) => appendFileSync(originalOf(dir), 'x')],
    ['deleted', 'original_missing', (dir) => rmSync(originalOf(dir))],
    ['renamed', 'original_missing', (dir) => renameSync(originalOf(dir), `${originalOf(dir)}.old`)],
    ['all of them gone', 'original_missing', (dir) => rmSync(join(dir, 'originals'), { recursive: true })],
  ])('%s', async (_, code, change) => {
    const dir = copy();
    chmodSync(originalOf(dir), 0o600);
    change(dir);
    const { ok, problems } = await verifyCopy(dir);
    expect(ok).toBe(false);
    const found = problems.find((problem) => problem.code === code && problem.path.includes(film.sha256));
    expect(found?.message).toContain(film.id);
    expect(found?.message).toContain(film.name);
    expect(found?.message).toContain(film.sha256);
  });

  test('one that nobody imported', async () => {
    const dir = copy();
    mkdirSync(dirname(strange(dir)), { recursive: true });
    writeFileSync(strange(dir), 'strange');
    put(join(dir, 'originals'), '.tmp-1-0123456789ab', 'left by a killed import');
    const { problems } = await verifyCopy(dir);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'original_unknown', path: expect.stringContaining('e'.repeat(64)) });
  });
});

describe('the ledger', () => {
  const entry = (set: string) => (db: DatabaseSync) => void db.exec(`update ledger set ${set} where seq = 4`);
  test.each<[string, (db: DatabaseSync) => void]>([
    ['operator', entry("operator = 'X'")],
    ['action', entry("action = 'place.set'")],
    ['instant', entry("at = '2026-01-01T00:00:00.000Z'")],
    ['subject', entry("subject = 'X'")],
    ['details', entry("details = replace(details, '\"', '\"x')")],
    ['details that are no JSON any more', entry("details = 'x'")],
    ['hash', entry("hash = replace(hash, 'a', 'b')")],
    ['prev', entry("prev = '0'")],
    ['an entry removed', (db) => db.exec('delete from ledger where seq = 4')],
    ['the first removed', (db) => db.exec('delete from ledger where seq = 1')],
    ['the last cut off', (db) => db.exec('delete from ledger where seq = (select max(seq) from ledger)')],
    ['all removed', (db) => db.exec('delete from ledger')],
    ['head moved back', (db) => db.exec('update ledger_head set count = count - 1')],
    ['head removed', (db) => db.exec('delete from ledger_head')],
    ['signature changed', (db) => db.exec("update ledger_head set signature = 'AAAA'")],
    ['key removed', (db) => db.exec('delete from signing_key')],
    ['key exchanged', (db) => db.exec("update signing_key set public_key = replace(public_key, 'A', 'B')")],
  ])('%s', async (_, change) => {
    const dir = copy();
    forge(dir, change);
    const { ok, problems } = await verifyCopy(dir);
    expect(ok).toBe(false);
    expect(problems.some(({ code, path }) => /ledger/.test(`${code} ${path}`))).toBe(true);
  });
});

describe('the tables', () => {
  const evidence = (set: string) => (db: DatabaseSync) =>
    void db.exec(`update evidence set ${set} where frames is not null`);
  const marks = (set: string) => (db: DatabaseSync) => void db.exec(`update mark set ${set} where title = 'Вброс'`);
  test.each<[string, string, (db: DatabaseSync) => void]>([
    ['name', 'evidence_differs', evidence("original_name = 'other.mp4'")],
    ['bytes', 'evidence_differs', evidence('bytes = bytes + 1')],
    ['source', 'evidence_differs', evidence("source = 'T'")],
    ['recorded', 'evidence_differs', evidence("recorded = '2026-01-01T00:00:00Z'")],
    ['place', 'evidence_differs', evidence("place = 'P-2'")],
    ['note', 'evidence_differs', evidence("note = 'x'")],
    ['frames', 'evidence_differs', evidence('frames = frames + 1')],
    ['time base', 'evidence_differs', evidence('time_base_den = 1')],
    ['duration', 'evidence_differs', evidence('duration_seconds = duration_seconds + 0.001')],
    ['warnings', 'evidence_differs', evidence("warnings = '[{}]'")],
    ['metadata that is no JSON', 'evidence_differs', evidence("metadata = '{'")],
    ['pending', 'evidence_differs', evidence('pending = 1')],
    ['imported by', 'evidence_differs', evidence("imported_by = 'X'")],
    ['hash', 'evidence_differs', evidence("sha256 = replace(sha256, substr(sha256, 1, 1), 'f')")],
    ['item removed', 'evidence_missing', (db) => db.exec("delete from evidence where original_name = 'note.txt'")],
    ['mark title', 'mark_differs', marks("title = 'Взброс'")],
    ['mark note', 'mark_differs', marks("note = 'B note'")],
    ['mark place', 'mark_differs', marks("place = 'P-1'")],
    ['mark first frame', 'mark_differs', marks('in_n = in_n + 1')],
    ['mark PTS', 'mark_differs', marks('out_pts = out_pts + 1')],
    ['mark MD5', 'mark_differs', marks("in_md5 = replace(in_md5, 'a', 'b') || 'x'")],
    ['mark author', 'mark_differs', marks("created_by = 'X'")],
    ['mark instant', 'mark_differs', marks("created_at = '2026-01-01T00:00:00.000Z'")],
    ['mark turned to a page', 'mark_differs', marks("page = 1, region = '{'")],
    ['mark taken for verified', 'mark_differs', marks("checked_at = '2026-01-01T00:00:00.000Z', checked_ok = 1")],
    ['mark taken for removed', 'mark_differs', marks("removed_at = '2026-01-01T00:00:00.000Z'")],
    ['mark brought back', 'mark_differs', (db) => db.exec('update mark set removed_at = null')],
    [
      'mark moved to other evidence',
      'mark_differs',
      marks('evidence_id = (select id from evidence where frames is null)'),
    ],
    ['mark deleted', 'mark_missing', (db) => db.exec("delete from mark where title = 'Вброс'")],
    ['violation changed', 'mark_differs', (db) => db.exec("update mark_violation set code = 'B2' where code = 'B1'")],
    ['violation removed', 'mark_differs', (db) => db.exec("delete from mark_violation where code = 'A1'")],
    ['violation order', 'mark_differs', (db) => db.exec('update mark_violation set position = 5 where position = 0')],
    ['place address', 'place_differs', (db) => db.exec("update place set address = 'Elsewhere' where code = 'P-1'")],
    ['place removed', 'place_missing', (db) => db.exec("delete from place where code = 'P-2'")],
    ['place added', 'place_unknown', (db) => db.exec("insert into place (code) values ('P-9')")],
    ['exhibits removed', 'exhibits_differ', (db) => db.exec('delete from exhibit')],
    ['exhibits swapped', 'exhibits_differ', (db) => db.exec('update exhibit set position = 9 - position')],
    ['library title', 'library_differs', (db) => db.exec("update library set title = 'X'")],
    ['library operator', 'library_differs', (db) => db.exec("update library set operator = 'X'")],
    ['a trigger gone', 'schema_differs', (db) => db.exec('create table more (x)')],
  ])('%s', async (_, code, change) => {
    const dir = copy();
    forge(dir, change);
    const { ok, problems } = await verifyCopy(dir);
    expect(ok).toBe(false);
    const found = problems.find((problem) => problem.code === code);
    expect(found, JSON.stringify(problems)).toBeDefined();
    if (code.startsWith('mark')) expect(`${found?.path} ${found?.message}`).toContain('mk-');
    if (code === 'evidence_differs') expect(found?.message).toContain(film.id);
  });

  test('a damaged page is found', async () => {
    const dir = copy();
    const file = join(dir, 'library.sqlite');
    forge(dir, () => {});
    const bytes = readFileSync(file);
    // Any page beyond the schema: something must be wrong with whatever it holds.
    for (let page = 6; page < bytes.length / 4096; page += 7) {
      const broken = Buffer.from(bytes);
      broken.fill(0xa5, page * 4096, (page + 1) * 4096);
      writeFileSync(file, broken);
      const outcome = await verifyCopy(dir).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'library_damaged' });
      else expect(outcome).toMatchObject({ ok: false });
    }
  });
});

test('work that goes on meanwhile does not look like a change', async () => {
  const dir = copy();
  const core = await openCase(dir);
  const big = put(dirname(dir), 'big.bin', Buffer.alloc(30 << 20, 3));
  const job = await core.call('custody.verify', {});
  const importing = importOne(core, big);
  for (let n = 0; n < 10; n++) await core.call('marks.update', { id: mark.id, title: `Title ${n}` });
  await importing;
  const [ended] = await core.call('jobs.wait', { ids: [job.id] });
  expect(ended?.result).toMatchObject({ ok: true, problems: [] });
  expect((await verify(core)).problems).toEqual([]);
  await core.close();
});
