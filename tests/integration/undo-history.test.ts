import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import type { AppEvent } from '../../shared/api.ts';
import { importOne, newCase, openCase, put } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('undo');
let core: Core;
let film: string;
let note: string;

beforeEach(async () => {
  const dir = tempDir();
  core = await openCase(await newCase(dir));
  film = await importOne(core, makeTestFilm(dir, { name: 'film.mp4', frames: 12 }));
  note = await importOne(core, put(dir, 'note.txt', 'note'), { source: 'S' });
});
afterEach(() => core.close());

const undo = () => core.call('history.undo', {});
const redo = () => core.call('history.redo', {});
const marks = () => core.call('marks.list', {});
const create = (title: string) =>
  core.call('marks.create', { evidenceId: film, in: 1, out: 5, title, violations: ['B1'], place: 'P-1' });

async function problems(): Promise<unknown> {
  const { id } = await core.call('custody.verify', {});
  const [job] = await core.call('jobs.wait', { ids: [id] });
  return (job?.result as { problems: unknown } | undefined)?.problems;
}

test('nothing to undo at first, and undoing it does nothing', async () => {
  expect(await core.call('history.state', {})).toEqual({ undo: null, redo: null });
  expect(await undo()).toEqual({ undo: null, redo: null });
  expect(await redo()).toEqual({ undo: null, redo: null });
});

test('marks: added, changed, removed, and all the way back and forth', async () => {
  const mark = await create('First');
  await core.call('marks.update', { id: mark.id, title: 'Changed', in: 2, violations: [], place: null, note: 'n' });
  const changed = (await marks())[0];
  await core.call('marks.remove', { id: mark.id });
  expect(await core.call('history.state', {})).toEqual({ undo: 'Undo: remove mark “Changed”', redo: null });
  expect(await undo()).toEqual({ undo: 'Undo: change mark “Changed”', redo: 'Redo: remove mark “Changed”' });
  expect(await marks()).toEqual([changed]);
  await undo();
  expect(await marks()).toEqual([mark]);
  expect(await undo()).toEqual({ undo: null, redo: 'Redo: add mark “First”' });
  expect(await marks()).toEqual([]);
  await redo();
  expect(await marks()).toEqual([mark]);
  await redo();
  expect(await marks()).toEqual([changed]);
  expect(await redo()).toMatchObject({ redo: null });
  expect(await marks()).toEqual([]);
  const { entries } = await core.call('custody.ledger', { subject: mark.id });
  expect(entries).toHaveLength(9);
  expect(await problems()).toEqual([]);
});

test('something new forgets what could be redone', async () => {
  await create('First');
  await undo();
  await create('Second');
  expect(await core.call('history.state', {})).toEqual({ undo: 'Undo: add mark “Second”', redo: null });
});

test('details of several items are one step, each back to what it was', async () => {
  await core.call('evidence.set', { ids: [film, note], details: { source: 'T', place: 'P-9' } });
  expect((await core.call('history.state', {})).undo).toBe('Undo: change details of 2 items');
  await undo();
  const items = await core.call('evidence.list', {});
  expect(items.map(({ source, place }) => [source, place])).toEqual([
    [null, null],
    ['S', null],
  ]);
  await redo();
  const again = await core.call('evidence.list', {});
  expect(again.map(({ source, place }) => [source, place])).toEqual([
    ['T', 'P-9'],
    ['T', 'P-9'],
  ]);
  await core.call('evidence.set', { ids: [film], details: { source: 'T' } });
  expect((await core.call('history.state', {})).undo).toBe('Undo: change details of 2 items');
});

test('places', async () => {
  await core.call('places.set', { code: 'P', name: 'Old', address: 'A', region: 'R' });
  await core.call('places.set', { code: 'P', name: 'New', address: 'B', region: null });
  await undo();
  expect(await core.call('places.list', {})).toEqual([{ code: 'P', name: 'Old', address: 'A', region: 'R' }]);
  await undo();
  expect(await core.call('places.list', {})).toEqual([{ code: 'P', name: null, address: null, region: null }]);
});

test('exhibits: chosen, put in order, taken out', async () => {
  const ids = [(await create('a')).id, (await create('b')).id, (await create('c')).id];
  const [a = '', b = '', c = ''] = ids;
  const order = async () => (await core.call('exhibits.list', {})).map(({ mark }) => mark.id);
  await core.call('exhibits.add', { markIds: [a, b, c] });
  await core.call('exhibits.arrange', { markIds: [c, a, b] });
  await core.call('exhibits.remove', { markIds: [a] });
  expect(await order()).toEqual([c, b]);
  await undo();
  expect(await order()).toEqual([c, a, b]);
  await undo();
  expect(await order()).toEqual([a, b, c]);
  await undo();
  expect(await order()).toEqual([]);
  for (let n = 0; n < 3; n++) await redo();
  expect(await order()).toEqual([c, b]);
  await core.call('marks.remove', { id: c });
  expect(await order()).toEqual([b]);
  await undo();
  expect(await order()).toEqual([c, b]);
  expect(await problems()).toEqual([]);
});

test('an undo carries the name of who undid it', async () => {
  const mark = await create('First');
  await core.call('history.undo', {}, { operator: 'Third Observer' });
  const { entries } = await core.call('custody.ledger', { subject: mark.id });
  expect(entries.at(-1)).toMatchObject({ action: 'mark.removed', operator: 'Third Observer' });
  expect((await core.call('library.info', {})).operator).toBe('Third Observer');
});

test('two quick undos do not overlap, and screens are told', async () => {
  await create('First');
  await create('Second');
  const events: AppEvent[] = [];
  core.on((event) => void events.push(event));
  await Promise.all([undo(), undo()]);
  expect(await marks()).toEqual([]);
  await expect
    .poll(() => events.some((event) => event.type === 'changed' && event.topics.includes('marks')))
    .toBe(true);
});
