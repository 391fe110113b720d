import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Core, rebuildLibrary } from '../../electron/core/app.ts';
import { silentLog } from '../../electron/core/log.ts';
import { ANNOTATION_LIMITS, type AnnotationShape, type Annotations } from '../../shared/annotation.ts';
import type { AppEvent } from '../../shared/api.ts';
import type { VerifyReport } from '../../shared/custody.ts';
import { codeOf, errorOf, importOne, newCase, OPERATOR, openCase, RESOURCES } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { HOSTILE_STRINGS } from '../support/hostile-strings.ts';
import { aBlur, aBox, annotationsOf, everyShape } from '../support/made-annotations.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('annotations');
const MUTE = { id: 'm', locked: false, kind: 'mute', from: 4, to: 8, reason: 'voice', basis: 'minimisation' } as const;
let core: Core;
let libraryDir: string;
let film: string;
let markId: string;

beforeEach(async () => {
  const dir = tempDir();
  libraryDir = await newCase(dir);
  core = await openCase(libraryDir);
  film = await importOne(core, makeTestFilm(dir, { name: 'film.mp4', frames: 12, variableRate: true }));
  markId = (await core.call('marks.create', { evidenceId: film, in: 2, out: 9, title: 'Box opened' })).id;
});
afterEach(() => core.close());

const get = () => core.call('annotations.get', { markId });
const set = (annotations: Annotations) => core.call('annotations.set', { markId, annotations });
const entries = async () =>
  (await core.call('custody.ledger', { subject: markId })).entries.filter(({ action }) =>
    action.startsWith('mark.annot'),
  );
const found = async (query: string) => (await core.call('search.query', { query })).hits.map(({ id }) => id);

async function verify(): Promise<VerifyReport> {
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  return job?.result as VerifyReport;
}

describe('annotations of a mark', () => {
  test('are kept whole, counted, and told by the ledger', async () => {
    expect(await get()).toMatchObject({ annotations: annotationsOf([]), outside: [], mark: { annotations: 0 } });
    const given = annotationsOf(everyShape(2, 9), [MUTE]);
    const after = await set(given);
    expect(after).toEqual(await get());
    expect(after).toMatchObject({ annotations: given, outside: [], mark: { id: markId, annotations: 13 } });
    expect((await core.call('marks.list', {}))[0]?.annotations).toBe(13);
    expect(await entries()).toMatchObject([{ action: 'mark.annotated', operator: OPERATOR, details: given }]);
    expect(await verify()).toMatchObject({ ok: true, problems: [] });
  });

  test('are there after closing, and not written twice when nothing changed', async () => {
    const given = annotationsOf([aBox('a', [[3, 0.25]]), aBlur('b', 2, 9)], [MUTE]);
    await set(given);
    await core.close();
    core = await openCase(libraryDir);
    await set(given);
    expect((await get()).annotations).toEqual(given);
    expect(await entries()).toHaveLength(1);
  });

  test('are found by their text, as long as they and their mark are there', async () => {
    await set(annotationsOf(everyShape(2, 9)));
    expect(await found('жәшік ашыл')).toEqual([markId]);
    await core.call('marks.remove', { id: markId });
    expect(await found('жәшік')).toEqual([]);
    await core.call('marks.restore', { id: markId });
    expect(await found('жәшік')).toEqual([markId]);
    expect((await get()).mark.annotations).toBe(12);
    await set(annotationsOf([]));
    expect(await found('жәшік')).toEqual([]);
    expect(await verify()).toMatchObject({ ok: true });
  });

  test('can be undone and redone, and tell the screens', async () => {
    const told: AppEvent[] = [];
    core.on((event) => void told.push(event));
    const [one, two] = [annotationsOf([aBox('a', [[3, 0]])]), annotationsOf([aBlur('b', 2, 9)], [MUTE])];
    await set(one);
    await set(two);
    expect(await core.call('history.undo', {})).toMatchObject({
      redo: 'Redo: change annotations of mark “Box opened”',
    });
    expect((await get()).annotations).toEqual(one);
    await core.call('history.undo', {});
    expect((await get()).annotations).toEqual(annotationsOf([]));
    await core.call('history.redo', {});
    await core.call('history.redo', {});
    expect((await get()).annotations).toEqual(two);
    expect(await entries()).toHaveLength(6);
    const topics = () => told.flatMap((event) => (event.type === 'changed' ? event.topics : []));
    await expect.poll(topics).toContain('annotations');
    expect(await verify()).toMatchObject({ ok: true });
  });

  test('keep hostile text literally', async () => {
    const texts = HOSTILE_STRINGS.map((text) => text.toWellFormed()).filter(
      (text) => text !== '' && text.length < 2000,
    );
    const [, , , , , text] = everyShape(2, 9);
    for (let at = 0; at < texts.length; at += ANNOTATION_LIMITS.shapes) {
      const some = texts.slice(at, at + ANNOTATION_LIMITS.shapes);
      await set(annotationsOf(some.map((each, n) => ({ ...text, id: `t${n}`, text: each }) as AnnotationShape)));
      expect((await get()).annotations.shapes.map((shape) => 'text' in shape && shape.text)).toEqual(some);
    }
    expect(await verify()).toMatchObject({ ok: true });
  });
});

describe('what does not fit', () => {
  test.each<[string, AnnotationShape[], string]>([
    ['a frame outside the mark', [aBox('a', [[1, 0]])], 'frame 1, which is not in the mark (frames 2 to 9)'],
    ['a frame beyond the recording', [aBox('a', [[4000, 0]])], 'frame 4000, which is not in the mark'],
    ['two shapes of one id', [aBox('a', [[3, 0]]), aBox('a', [[4, 0]])], 'stands twice'],
    ['an unknown reason', [aBlur('b', 2, 9, { reason: 'because' })], 'names the reason “because”'],
    ['an unknown basis', [aBlur('b', 2, 9, { basis: 'article-1' })], 'names the basis “article-1”'],
    ['a page’s shape', everyShape().slice(0, 1), 'a mark of a recording needs from and to'],
  ])('%s is refused, named, and changes nothing', async (_, shapes, message) => {
    await set(annotationsOf([aBox('kept', [[3, 0]])]));
    const error = await errorOf(set(annotationsOf(shapes)));
    expect(error).toMatchObject({ code: 'invalid_input', details: { markId } });
    expect(error?.message).toContain(message);
    expect(error?.message).toContain('“Box opened”');
    expect((await get()).annotations.shapes.map(({ id }) => id)).toEqual(['kept']);
    expect(await entries()).toHaveLength(1);
  });

  test('the wrong form is refused with the name of the field', async () => {
    const box = { ...aBox('a', [[3, 0]]), keys: [{ n: 3, x: Number.NaN, y: 0, width: 0.1, height: 0.1 }] };
    const error = await errorOf(set({ version: 1, shapes: [box as AnnotationShape], sound: [] }));
    expect(error).toMatchObject({ code: 'invalid_input' });
    expect(error?.message).toContain('“annotations.shapes[0].keys[0].x” of annotations.set is not valid');
    expect(await codeOf(set({ version: 2 } as never))).toBe('invalid_input');
  });

  test('an unknown or removed mark is named', async () => {
    const none = { markId: 'mk-none', annotations: annotationsOf([]) };
    expect(await codeOf(core.call('annotations.set', none))).toBe('not_found');
    expect(await codeOf(core.call('annotations.get', { markId: 'mk-none' }))).toBe('not_found');
    await core.call('marks.remove', { id: markId });
    expect(await codeOf(set(annotationsOf([])))).toBe('not_found');
  });
});

test('a mark that is shortened keeps all of them and says what lies outside', async () => {
  const given = annotationsOf([aBox('a', [[3, 0]]), aBox('late', [[8, 0]]), aBlur('b', 2, 9)], [MUTE]);
  await set(given);
  await core.call('marks.update', { id: markId, in: 3, out: 6 });
  expect(await get()).toMatchObject({ annotations: given, outside: ['late', 'b', 'm'] });
  const [a, late, b] = given.shapes as [AnnotationShape, AnnotationShape, AnnotationShape];
  const edited = annotationsOf([{ ...a, locked: true } as AnnotationShape, late, b], [MUTE]);
  expect(await set(edited)).toMatchObject({ annotations: edited, outside: ['late', 'b', 'm'] });
  expect(await codeOf(set(annotationsOf([{ ...late, locked: true } as AnnotationShape])))).toBe('invalid_input');
  await core.call('marks.update', { id: markId, in: 2, out: 9 });
  expect((await get()).outside).toEqual([]);
  expect(await verify()).toMatchObject({ ok: true });
});

test('pages have shapes without frames', async () => {
  const png = join(tempDir(), 'page.png');
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=64x48', '-frames:v', '1', png]);
  const evidenceId = await importOne(core, png);
  const { id } = await core.call('marks.create', { evidenceId, page: 1, title: 'Page' });
  const annotations = annotationsOf(everyShape());
  expect(await core.call('annotations.set', { markId: id, annotations })).toMatchObject({ annotations, outside: [] });
  const frames = annotationsOf(everyShape(2, 3));
  const error = await errorOf(core.call('annotations.set', { markId: id, annotations: frames }));
  expect(error?.message).toContain('the mark is on a page, which has none');
  expect(error?.message).toContain('(and 11 more)');
});

describe('in the custody of the library', () => {
  const altered = async (sql: string) => {
    await set(annotationsOf([aBlur('b', 2, 9)]));
    await core.close();
    const db = new DatabaseSync(join(libraryDir, 'library.sqlite'));
    db.exec(sql);
    db.close();
    core = await openCase(libraryDir);
    return verify();
  };

  test.each([
    ['altered', "update annotation set content = replace(content, '0.25', '0.75')", 'annotation_differs'],
    ['broken', "update annotation set content = '{'", 'annotation_differs'],
    ['emptied', `update annotation set content = '{"version":1,"shapes":[],"sound":[]}'`, 'annotation_differs'],
    ['taken away', 'delete from annotation', 'annotation_missing'],
  ])('a row that was %s is named by verify', async (_, sql, code) => {
    const { ok, problems } = await altered(sql);
    expect(ok).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code, path: `annotation/${markId}` }));
  });

  test('a row that nobody recorded is named, and one that is broken can still be seen past', async () => {
    const { id } = await core.call('marks.create', { evidenceId: film, in: 0, out: 1, title: 'Other' });
    const { problems } = await altered(`insert into annotation (mark_id, content) values ('${id}', '[1')`);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'annotation_unknown', path: `annotation/${id}` }));
    expect(await codeOf(core.call('annotations.get', { markId: id }))).toBe('library_damaged');
    expect(await core.call('marks.list', {})).toHaveLength(2);
  });

  test('a library that is rebuilt from its ledger has them again, and search finds them', async () => {
    const given = annotationsOf(everyShape(2, 9), [MUTE]);
    await set(given);
    const other = await core.call('marks.create', { evidenceId: film, in: 0, out: 1, title: 'Emptied' });
    await core.call('annotations.set', { markId: other.id, annotations: annotationsOf([aBox('x', [[0, 0]])]) });
    await core.call('annotations.set', { markId: other.id, annotations: annotationsOf([]) });
    await core.close();
    const options = { libraryDir, resourcesDir: RESOURCES, ffmpeg: 'ffmpeg', clock: () => new Date(), log: silentLog };
    const recovered = await rebuildLibrary(options);
    expect(recovered).toMatchObject({ complete: true });
    core = await openCase(libraryDir);
    expect((await get()).annotations).toEqual(given);
    expect((await core.call('annotations.get', { markId: other.id })).annotations).toEqual(annotationsOf([]));
    expect(await found('жәшік')).toEqual([markId]);
    expect(await verify()).toMatchObject({ ok: true });
  });
});
