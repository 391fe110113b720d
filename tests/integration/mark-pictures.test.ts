import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import type { VerifyReport } from '../../shared/custody.ts';
import type { MarksReport } from '../../shared/mark.ts';
import { importOne, newCase, openCase } from '../support/case-library.ts';
import { forge } from '../support/damage-database.ts';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('mark-pictures');
const INTRA = ['-c:v', 'mjpeg', '-q:v', '2'];

async function caseWithFilm(name = 'intra.avi', encode: readonly string[] = INTRA) {
  const dir = tempDir();
  const libraryDir = await newCase(dir);
  const path = makeTestFilm(dir, { name, frames: 24, encode });
  const core = await openCase(libraryDir);
  const id = await importOne(core, path);
  const { item } = await core.call('evidence.show', { id });
  const original = join(libraryDir, 'originals', item.sha256.slice(0, 2), `${item.sha256}.bin`);
  return { libraryDir, path, core, id, original, truth: trueFrames(path).frames };
}

function block(libraryDir: string, id: string): Buffer | null {
  const db = new DatabaseSync(join(libraryDir, 'library.sqlite'), { readOnly: true });
  const { pictures } = db.prepare('select pictures from mark where id = ?').get(id) ?? {};
  db.close();
  return pictures instanceof Uint8Array ? Buffer.from(pictures) : null;
}

const setBlock = (libraryDir: string, id: string, pictures: Uint8Array | null): void => {
  // The list alone is on trial, not the file around it.
  rmSync(join(libraryDir, 'library.sqlite.sha256'), { force: true });
  forge(libraryDir, (db) => void db.prepare('update mark set pictures = ? where id = ?').run(pictures, id));
};

/** Turns bits inside the JPEG of frame n of an AVI, which holds its pictures one after the other. */
function damagePicture(original: string, n: number): void {
  chmodSync(original, 0o600);
  const bytes = readFileSync(original);
  let at = bytes.indexOf('movi', 0, 'latin1');
  for (let i = 0; i <= n; i++) at = bytes.indexOf('00dc', at + 1, 'latin1');
  const size = bytes.readUInt32LE(at + 4);
  for (let i = at + 8 + (size >> 1); i < at + 8 + (size >> 1) + 60; i++) bytes[i] = (bytes[i] ?? 0) ^ 0x2a;
  writeFileSync(original, bytes);
}

async function verified(core: Core): Promise<VerifyReport> {
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  return job?.result as VerifyReport;
}

test('a mark keeps the MD5 of every picture of it, and the ledger the hash of that list', async () => {
  const { libraryDir, core, id, truth } = await caseWithFilm();
  const mark = await core.call('marks.create', { evidenceId: id, in: 3, out: 9, title: 'M' });
  const kept = block(libraryDir, mark.id);
  expect(kept?.toString('hex')).toBe(
    truth
      .slice(3, 10)
      .map(({ md5 }) => md5)
      .join(''),
  );
  const hash = createHash('sha256')
    .update(kept ?? '')
    .digest('hex');
  const last = async () => (await core.call('custody.ledger', { subject: mark.id })).entries.at(-1)?.details;
  expect(await last()).toMatchObject({ pictures: hash });
  await core.call('marks.update', { id: mark.id, note: 'words only' });
  expect(await last()).toMatchObject({ pictures: hash, note: 'words only' });
  await core.call('marks.update', { id: mark.id, out: 4 });
  expect(block(libraryDir, mark.id)).toHaveLength(32);
  expect((await last())?.pictures).not.toBe(hash);
  await core.call('history.undo', {});
  expect(block(libraryDir, mark.id)).toEqual(kept);
  expect(await verified(core)).toMatchObject({ ok: true });
  await core.close();
});

test('verify finds a list that was changed, taken out or put in by hand', async () => {
  const { libraryDir, core, id } = await caseWithFilm();
  const mark = await core.call('marks.create', { evidenceId: id, in: 3, out: 9, title: 'M' });
  const kept = block(libraryDir, mark.id) ?? Buffer.alloc(0);
  const other = Buffer.from(kept);
  other[40] = (other[40] ?? 0) ^ 1;
  await core.close();
  const check = async () => {
    const again = await openCase(libraryDir);
    const report = await verified(again);
    await again.close();
    return report;
  };
  for (const forged of [other, kept.subarray(0, 96), null]) {
    setBlock(libraryDir, mark.id, forged);
    const { problems } = await check();
    expect(problems).toMatchObject([{ code: 'mark_differs', path: `mark/${mark.id}` }]);
    expect(problems[0]?.message).toContain('pictures');
  }
  setBlock(libraryDir, mark.id, kept);
  expect(await check()).toMatchObject({ ok: true });
});

test('an index made anew from an altered original hides nothing', async () => {
  const { libraryDir, core, id, original } = await caseWithFilm();
  const mark = await core.call('marks.create', { evidenceId: id, in: 3, out: 20, title: 'M' });
  const before = await core.call('marks.create', { evidenceId: id, in: 0, out: 10, title: 'Before it' });
  await core.close();
  damagePicture(original, 12);
  rmSync(join(libraryDir, 'derived'), { recursive: true });
  const again = await openCase(libraryDir);
  expect((await again.call('evidence.frames', { id })).pts).toHaveLength(24);
  expect(await again.call('marks.reverify', { id: mark.id })).toEqual({ ok: false, firstDifference: 12 });
  expect(await again.call('marks.reverify', { id: before.id })).toEqual({ ok: true, firstDifference: null });
  await again.close();
});

test('an original that lost its pictures differs from the first on', async () => {
  const { libraryDir, core, id, original } = await caseWithFilm();
  const mark = await core.call('marks.create', { evidenceId: id, in: 15, out: 20, title: 'M' });
  await core.close();
  chmodSync(original, 0o600);
  writeFileSync(original, readFileSync(original).subarray(0, 60_000));
  rmSync(join(libraryDir, 'derived'), { recursive: true });
  const again = await openCase(libraryDir);
  const { ok, firstDifference } = await again.call('marks.reverify', { id: mark.id });
  expect(ok).toBe(false);
  expect(firstDifference).toBeGreaterThanOrEqual(15);
  await again.close();
});

test('the check names the program that decoded, and lives on through a reopening', async () => {
  const { libraryDir, core, id } = await caseWithFilm();
  const mark = await core.call('marks.create', { evidenceId: id, in: 3, out: 9, title: 'M' });
  await core.call('marks.reverify', { id: mark.id });
  await core.close();
  const again = await openCase(libraryDir);
  const [shown] = await again.call('marks.list', {});
  expect(shown?.check).toMatchObject({ state: 'verified', by: expect.stringMatching(/^ffmpeg \S+$/) });
  expect(await verified(again)).toMatchObject({ ok: true });
  await again.close();
});

test('a mark of the first schema gets the list that its pictures are proven against', async () => {
  const { libraryDir, core, id, truth } = await caseWithFilm();
  const mark = await core.call('marks.create', { evidenceId: id, in: 3, out: 9, title: 'M' });
  await core.close();
  // As the first schema left it: no list, and no word of one in the ledger; the chain is not what is tried here.
  setBlock(libraryDir, mark.id, null);
  const again = await openCase(libraryDir);
  expect(await again.call('marks.reverify', { id: mark.id })).toMatchObject({ ok: true });
  expect(block(libraryDir, mark.id)?.toString('hex')).toBe(
    truth
      .slice(3, 10)
      .map(({ md5 }) => md5)
      .join(''),
  );
  expect(await verified(again)).toMatchObject({ ok: true });
  await again.close();
});

test('all marks are compared in one job that says what differs and what could not be compared', async () => {
  const { core, id, original } = await caseWithFilm();
  const marks = [];
  for (const [first, last] of [
    [0, 5],
    [8, 14],
    [16, 23],
  ] as const)
    marks.push(await core.call('marks.create', { evidenceId: id, in: first, out: last, title: `M ${first}` }));
  damagePicture(original, 10);
  const run = async (input: { markIds?: string[]; evidenceId?: string }) => {
    const job = await core.call('marks.verify', input);
    const [ended] = await core.call('jobs.wait', { ids: [job.id] });
    if (ended?.state !== 'done') throw new Error(`the job is ${ended?.state}`);
    return { title: ended.title, report: ended.result as MarksReport };
  };
  const all = await run({});
  expect(all.report).toEqual({ checked: 3, differing: [{ markId: marks[1]?.id, frame: 10 }], failed: [] });
  const one = await run({ markIds: [marks[0]?.id ?? ''] });
  expect(one).toMatchObject({ title: 'M 0', report: { checked: 1 } });
  rmSync(original);
  const gone = (await run({ evidenceId: id })).report;
  expect(gone).toMatchObject({ checked: 0, differing: [] });
  expect(gone.failed.map(({ code }) => code)).toEqual(['original_missing', 'original_missing', 'original_missing']);
  await expect(core.call('marks.verify', { markIds: ['mk-none'] })).rejects.toMatchObject({ code: 'not_found' });
  await expect(core.call('marks.verify', { evidenceId: 'ev-none' })).rejects.toMatchObject({ code: 'not_found' });
  await core.close();
});
