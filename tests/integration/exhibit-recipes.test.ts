import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { BundleDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { rebuildLibrary } from '../../electron/core/recovery/recover-library.ts';
import { NO_RECIPE } from '../../shared/exhibit-recipe.ts';
import { codeOf, errorOf, importOne, newCase, openCase, put } from '../support/case-library.ts';
import { exportTo } from '../support/exhibit-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';
import { caseHashOf, databaseOf, problemsOf, recovering } from '../support/whole-case.ts';

const newDir = sharedTempDirs('recipes');
let dir: string;
let root: string;
let core: Core;
let ids: string[];
let filmId: string;

beforeAll(async () => {
  root = newDir();
  dir = await newCase(root);
  core = await openCase(dir);
  filmId = await importOne(core, makeTestFilm(root, { name: 'camera.mp4', frames: 20 }));
  ids = [];
  for (const title of ['One', 'Two', 'Three', 'Four']) {
    ids.push((await core.call('marks.create', { evidenceId: filmId, in: 2, out: 4, title })).id);
  }
  await core.call('exhibits.add', { markIds: ids.slice(0, 3) });
});
afterAll(() => core.close());

const list = async () => (await core.call('exhibits.list', {})).map(({ label, number }) => [label, number]);
const titles = async () => (await core.call('exhibits.list', {})).map(({ mark }) => mark.title);
const withdrawn = async () => (await core.call('exhibits.bundle', {})).withdrawn.map(({ label }) => label);
const undo = () => core.call('history.undo', {});
const at = (n: number): string => ids[n] ?? '';

describe('recipes of exhibits', () => {
  test('number with a Cyrillic prefix, one undo away from plain numbers', async () => {
    expect(await list()).toEqual([
      ['1', '1'],
      ['2', '2'],
      ['3', '3'],
    ]);
    await core.call('exhibits.setBundle', { numbering: { prefix: 'А-', digits: 2 } });
    expect((await list())[2]).toEqual(['А-03', 'a-03']);
    expect(await undo()).toMatchObject({ redo: 'Redo: change the numbering' });
    expect((await list())[2]).toEqual(['3', '3']);
    await core.call('history.redo', {});
    expect((await list())[0]).toEqual(['А-01', 'a-01']);
  });

  test('group exhibits, and moving one between groups is one step', async () => {
    const groups = [
      { id: 'g-1', title: 'Station 101' },
      { id: 'g-2', title: 'Station 102' },
    ];
    await core.call('exhibits.setBundle', { groups });
    await core.call('exhibits.present', { markIds: [at(1), at(2)], change: { group: 'g-1' } });
    expect(await titles()).toEqual(['One', 'Two', 'Three']);
    await core.call('exhibits.arrange', { markIds: [at(0), at(2), at(1)], moved: { markId: at(0), group: 'g-2' } });
    expect(await titles()).toEqual(['Three', 'Two', 'One']);
    await undo();
    expect(await titles()).toEqual(['One', 'Two', 'Three']);
    await core.call('history.redo', {});
    await core.call('exhibits.setBundle', { groups: [...groups].reverse() });
    expect(await titles()).toEqual(['One', 'Three', 'Two']);
    await undo();
    await undo();
    expect((await core.call('exhibits.list', {})).map(({ group }) => group?.title ?? null)).toEqual([
      null,
      'Station 101',
      'Station 101',
    ]);
  });

  test('keep captions in three languages, and the ledger tells all of a recipe', async () => {
    const change = { caption: { en: 'Box', ru: 'Урна' }, narrative: { kk: 'Жәшік' }, before: 2 };
    const [first] = await core.call('exhibits.present', { markIds: [at(0)], change });
    expect(first?.recipe).toEqual({ ...NO_RECIPE, ...change });
    const { entries } = await core.call('custody.ledger', { subject: at(0) });
    expect(entries.at(-1)).toMatchObject({ action: 'exhibit.recipe', details: { caption: { ru: 'Урна' }, before: 2 } });
    await undo();
    expect((await core.call('exhibits.list', {}))[0]?.recipe).toEqual(NO_RECIPE);
    await core.call('history.redo', {});
  });

  test('change nothing and record nothing when set to what they are', async () => {
    const before = (await core.call('custody.head', {})).count;
    await core.call('exhibits.present', { markIds: [at(0)], change: { before: 2 } });
    await core.call('exhibits.setBundle', {});
    expect((await core.call('custody.head', {})).count).toBe(before);
  });

  test('refuse a companion that is the recording itself, no recording, or not there', async () => {
    const present = (companion: string) => core.call('exhibits.present', { markIds: [at(0)], change: { companion } });
    const note = await importOne(core, put(root, 'note.txt', 'a note'));
    expect((await errorOf(present(filmId)))?.message).toMatch(/is from camera\.mp4 itself/);
    expect((await errorOf(present(note)))?.message).toMatch(/no moving pictures/);
    expect(await codeOf(present('ev-unknown'))).toBe('not_found');
    const seconds = core.call('exhibits.present', { markIds: [at(0)], change: { before: 121 } });
    expect(await codeOf(seconds)).toBe('invalid_input');
  });
});

describe('numbers that were given', () => {
  test('leave a gap, are never given again, and come back with their exhibit', async () => {
    await core.call('exhibits.fixNumbers', {});
    await core.call('exhibits.remove', { markIds: [at(1)] });
    await core.call('exhibits.add', { markIds: [at(3)] });
    expect(await list()).toEqual([
      ['А-01', 'a-01'],
      ['А-04', 'a-04'],
      ['А-03', 'a-03'],
    ]);
    expect(await withdrawn()).toEqual(['А-02']);
    await core.call('exhibits.add', { markIds: [at(1)] });
    expect((await list()).map(([label]) => label)).toContain('А-02');
    expect(await withdrawn()).toEqual([]);
    await undo();
  });

  test('outlive a removed mark and another scheme', async () => {
    await core.call('marks.remove', { id: at(2) });
    expect(await withdrawn()).toEqual(['А-02', 'А-03']);
    await core.call('exhibits.setBundle', { numbering: { prefix: 'Б-' } });
    expect((await list()).map(([label]) => label)).toEqual(['А-01', 'Б-4']);
    await undo();
    await undo();
    expect(await withdrawn()).toEqual(['А-02']);
  });

  test('are taken back by undo only while no bundle states them', async () => {
    await core.call('exhibits.fixNumbers', {});
    expect((await core.call('exhibits.list', {})).map(({ fixed }) => fixed)).toEqual([true, true, true]);
    await undo();
    expect((await core.call('exhibits.list', {})).map(({ fixed }) => fixed)).toEqual([true, false, true]);
    // What leaves under a number keeps it, also when nobody pressed the button.
    await exportTo(core, join(root, 'out'), { allowIncomplete: true });
    expect((await core.call('exhibits.list', {})).map(({ fixed }) => fixed)).toEqual([true, true, true]);
    await core.call('exhibits.add', { markIds: [at(1)] });
    const bundle = BundleDocument.parse(JSON.parse(readFileSync(join(root, 'out/data/bundle.json'), 'utf8')));
    expect(bundle.withdrawn).toEqual([{ number: 'a-02', label: 'А-02' }]);
    const others = (await list()).filter(([label]) => label !== 'А-02');
    expect(bundle.exhibits.map(({ number, label }) => [label, number])).toEqual(others);
  });

  test('and everything else come back from the ledger', async () => {
    const before = [await core.call('exhibits.list', {}), await core.call('exhibits.bundle', {})];
    await core.close();
    expect(await problemsOf(dir)).toEqual([]);
    const hash = caseHashOf(dir);
    rmSync(databaseOf(dir));
    expect(await rebuildLibrary(recovering(dir))).toMatchObject({ complete: true, caseHash: hash });
    expect(await problemsOf(dir)).toEqual([]);
    core = await openCase(dir);
    expect([await core.call('exhibits.list', {}), await core.call('exhibits.bundle', {})]).toEqual(before);
  });
});

describe('a whole recipe', () => {
  test('chooses, orders, numbers, groups and words in one step that can be taken back', async () => {
    const before = await core.call('exhibits.list', {});
    const groups = [{ id: 'box', title: 'Урна' }];
    const exhibits = [{ markId: at(3), group: 'box', caption: { kk: 'Жәшік' } }, { markId: at(0) }];
    const after = await core.call('exhibits.apply', { version: 1, groups, exhibits, fixNumbers: true });
    expect(after.map(({ mark, group }) => [mark.title, group?.title])).toEqual([
      ['One', undefined],
      ['Four', 'Урна'],
    ]);
    await undo();
    expect(await core.call('exhibits.list', {})).toEqual(before);
  });

  test('is refused when it names a mark twice or one that is not there', async () => {
    const apply = (...markIds: string[]) =>
      core.call('exhibits.apply', { version: 1, exhibits: markIds.map((markId) => ({ markId })) });
    expect(await codeOf(apply(at(0), at(0)))).toBe('invalid_input');
    expect(await codeOf(apply('mk-unknown'))).toBe('not_found');
  });
});
