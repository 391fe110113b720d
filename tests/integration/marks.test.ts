import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createWriteStream, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import type { Input } from '../../shared/api.ts';
import { codeOf, errorOf, importOne, newCase, OPERATOR, openCase, put } from '../support/case-library.ts';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('marks');
let core: Core;
let libraryDir: string;
let film: { id: string; path: string };
let picture: string;
let text: string;

beforeAll(async () => {
  const dir = tempDir();
  libraryDir = await newCase(dir);
  core = await openCase(libraryDir);
  const path = makeTestFilm(dir, { name: 'uneven.mp4', frames: 24, variableRate: true });
  film = { path, id: await importOne(core, path) };
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=64x48',
    '-frames:v',
    '1',
    join(dir, 'p.png'),
  ]);
  picture = await importOne(core, join(dir, 'p.png'));
  text = await importOne(core, put(dir, 'note.zip', 'PK\u0003\u0004 but no archive'));
});
afterAll(() => core.close());

const create = (input: Partial<Input<'marks.create'>>) =>
  core.call('marks.create', { evidenceId: film.id, title: 'A mark', ...input } as Input<'marks.create'>);

describe('a mark on a film', () => {
  test('names its first and last frame by number, PTS and picture', async () => {
    const truth = trueFrames(film.path).frames;
    const mark = await create({ in: 3, out: 20, violations: ['B1', 'A1', 'B1'], note: 'n', place: 'P-7' });
    expect(mark.in).toEqual({ n: 3, ...truth[3] });
    expect(mark.out).toEqual({ n: 20, ...truth[20] });
    expect(mark).toMatchObject({ page: null, region: null, violations: ['B1', 'A1'], note: 'n', place: 'P-7' });
    expect(mark).toMatchObject({ createdBy: OPERATOR, check: { state: 'unverified' } });
    expect(await core.call('marks.list', { evidenceId: film.id })).toContainEqual(mark);
    expect((await core.call('places.list', {})).map(({ code }) => code)).toContain('P-7');
    expect((await core.call('evidence.show', { id: film.id })).item.marks).toBeGreaterThan(0);
  });

  test.each([
    [{ in: 0, out: 24 }, 'frame_out_of_range', 'its frames are 0 to 23'],
    [{ in: -1, out: 3 }, 'frame_out_of_range', 'its frames are 0 to 23'],
    [{ in: 1e9, out: 1e9 + 1 }, 'frame_out_of_range', '1000000000'],
    [{ in: 5, out: 4 }, 'invalid_input', 'comes after the last'],
    [{ in: 5 }, 'invalid_input', 'first and the last frame'],
    [{}, 'invalid_input', 'first and the last frame'],
    [{ page: 1 }, 'invalid_input', 'is a recording'],
    [{ in: 0, out: 1, page: 1 }, 'invalid_input', 'is a recording'],
    [{ in: 0.5, out: 1 }, 'invalid_input', '“in”'],
    [{ in: 0, out: 1, title: '  ' }, 'invalid_input', 'a mark needs a title'],
    [{ in: 0, out: 1, violations: ['B1', 'b2'] }, 'unknown_violation', 'B2'],
    [{ in: 0, out: 1, evidenceId: 'ev-none' }, 'not_found', 'ev-none'],
  ] as const)('%j is refused in words', async (input, code, words) => {
    const before = await core.call('custody.head', {});
    const error = await errorOf(create(input as Partial<Input<'marks.create'>>));
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(words);
    expect(await core.call('custody.head', {})).toEqual(before);
  });

  test('changes what is named and nothing else', async () => {
    const mark = await create({ in: 3, out: 6, title: 'Before', note: 'stays', violations: ['B1'], place: 'P-1' });
    const { id } = mark;
    expect(await core.call('marks.update', { id, title: 'After' })).toEqual({ ...mark, title: 'After' });
    expect(await core.call('marks.update', { id, out: 8 })).toMatchObject({
      in: { n: 3 },
      out: { n: 8 },
      note: 'stays',
    });
    expect(await core.call('marks.update', { id, note: null, violations: [], place: null })).toMatchObject({
      ...{ note: null, violations: [], place: null, title: 'After' },
    });
    expect(await codeOf(core.call('marks.update', { id, in: 9 }))).toBe('invalid_input');
    expect(await codeOf(core.call('marks.update', { id, violations: ['Z9'] }))).toBe('unknown_violation');
    const { count } = await core.call('custody.head', {});
    await core.call('marks.update', { id, title: 'After' });
    expect((await core.call('custody.head', {})).count).toBe(count);
  });

  test('goes and comes back', async () => {
    const { id } = await create({ in: 1, out: 2, title: 'Short-lived' });
    await core.call('marks.remove', { id });
    expect((await core.call('marks.list', {})).some((mark) => mark.id === id)).toBe(false);
    const error = await errorOf(core.call('marks.update', { id, title: 'x' }));
    expect(error?.code).toBe('not_found');
    expect(error?.message).toContain('Short-lived');
    expect(await core.call('marks.restore', { id })).toMatchObject({ id, title: 'Short-lived', in: { n: 1 } });
    expect(await codeOf(core.call('marks.restore', { id: 'mk-none' }))).toBe('not_found');
    const { entries } = await core.call('custody.ledger', { subject: id });
    expect(entries.map(({ action }) => action)).toEqual(['mark.created', 'mark.removed', 'mark.restored']);
  });

  test('is compared with the original again, and says what came of it', async () => {
    const { id } = await create({ in: 2, out: 9 });
    expect(await core.call('marks.reverify', { id })).toEqual({ ok: true, firstDifference: null });
    const find = async () => (await core.call('marks.list', {})).find((mark) => mark.id === id);
    expect((await find())?.check.state).toBe('verified');
    expect((await core.call('marks.update', { id, title: 'Renamed' })).check.state).toBe('verified');
    expect((await core.call('marks.update', { id, out: 10 })).check.state).toBe('unverified');
  });
});

describe('a mark on a page', () => {
  const region = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };

  test('names the page and the part of it', async () => {
    const mark = await create({ evidenceId: picture, page: 1, region });
    expect(mark).toMatchObject({ in: null, out: null, page: 1, region });
    expect(await core.call('marks.reverify', { id: mark.id })).toEqual({ ok: true, firstDifference: null });
    expect(await core.call('marks.update', { id: mark.id, region: null })).toMatchObject({ page: 1, region: null });
  });

  test.each([
    [{ page: 2 }, 'page_out_of_range'],
    [{ page: 0 }, 'page_out_of_range'],
    [{ page: 1, region: { x: 0.9, y: 0.9, width: 0.5, height: 0.5 } }, 'invalid_input'],
    [{ page: 1, region: { x: 0.1, y: 0.1, width: 0, height: 0.5 } }, 'invalid_input'],
    [{ in: 0, out: 1 }, 'invalid_input'],
    [{}, 'invalid_input'],
  ] as const)('%j is refused', async (input, code) => {
    expect(await codeOf(create({ evidenceId: picture, ...input }))).toBe(code);
  });

  test('is refused with the reason where a document opens only with a password', async () => {
    const dir = tempDir();
    const path = join(dir, 'locked.pdf');
    const paper = new PDFDocument({ userPassword: 'secret' });
    const file = paper.pipe(createWriteStream(path));
    paper.end();
    await once(file, 'finish');
    const locked = await importOne(core, path);
    expect((await errorOf(create({ evidenceId: locked, page: 1 })))?.message).toMatch(
      /^Page 1 is not in “locked\.pdf”; its pages cannot be read\. This PDF opens only with a password/,
    );
  });

  test('there is nothing to mark in a file that cannot be looked at', async () => {
    const error = await errorOf(create({ evidenceId: text, page: 1 }));
    expect(['not_reviewable', 'page_out_of_range']).toContain(error?.code);
    expect(await codeOf(core.call('evidence.frames', { id: text }))).toBe('not_reviewable');
  });
});

test('reverify finds a picture that was changed in the original, and an original that is gone', async () => {
  const dir = tempDir();
  const own = await newCase(dir);
  const other = await openCase(own);
  const encode = ['-c:v', 'mpeg4', '-q:v', '2', '-g', '1'];
  const id = await importOne(other, makeTestFilm(dir, { name: 'plain.avi', frames: 24, encode }));
  const { item } = await other.call('evidence.show', { id });
  const mark = await other.call('marks.create', { evidenceId: id, in: 0, out: 23, title: 'All' });
  const path = join(own, 'originals', item.sha256.slice(0, 2), `${item.sha256}.bin`);
  chmodSync(path, 0o600);
  const bytes = readFileSync(path);
  for (let at = bytes.length >> 1; at < (bytes.length >> 1) + 4000; at += 10) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  writeFileSync(path, bytes);
  const { ok, firstDifference } = await other.call('marks.reverify', { id: mark.id });
  expect(ok).toBe(false);
  expect(firstDifference).toBeGreaterThan(3);
  expect((await other.call('marks.list', {}))[0]?.check).toMatchObject({ state: 'differs', frame: firstDifference });
  rmSync(path);
  expect(await codeOf(other.call('marks.reverify', { id: mark.id }))).toBe('original_missing');
  await other.close();
});
