import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExhibitDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { BURN_INS, burnInOf } from '../../shared/burn-in.ts';
import { hiding } from '../support/burnt-clip.ts';
import { errorOf } from '../support/case-library.ts';
import { type ExhibitLibrary, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { aBox, annotationsOf } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('versions');
const ALL = burnInOf(BURN_INS);
const HIDING = hiding('solid', [5, 10], { 5: { x: 0.25, y: 0.25, width: 0.3, height: 0.4 } });
const NOTE = aBox('note', [[5, 0.7]], { to: 10 });
let root: string;
let library: ExhibitLibrary;

beforeAll(async () => {
  root = newDir();
  library = await makeExhibitLibrary(root);
});
afterAll(() => library.core.close());

const annotate = (markId: string, shapes: Parameters<typeof annotationsOf>[0]) =>
  library.core.call('annotations.set', { markId, annotations: annotationsOf(shapes) });
const folderOf = (name: string, number = '1') => join(root, name, 'data/exhibits', number);
const bytes = (name: string, file: string) => readFileSync(join(folderOf(name), file));
const exhibitOf = (name: string): ExhibitDocument =>
  ExhibitDocument.parse(JSON.parse(bytes(name, 'exhibit.json').toString('utf8')));

test('the clean twin is the clip that would have been made without notes and texts, byte by byte', async () => {
  const { core, complete } = library;
  const markIds = [complete[0].id];
  await annotate(complete[0].id, [HIDING]);
  await exportTo(core, join(root, 'hiding'), { markIds });
  await annotate(complete[0].id, [HIDING, NOTE]);
  await exportTo(core, join(root, 'drawn'), { markIds, burnIn: ALL, slate: true });
  expect(existsSync(join(folderOf('hiding'), 'clean.mp4'))).toBe(false);
  expect(bytes('drawn', 'clean.mp4').equals(bytes('hiding', 'clip.mp4'))).toBe(true);
  expect(bytes('drawn', 'clip.mp4').equals(bytes('hiding', 'clip.mp4'))).toBe(false);
  const files = new Map(exhibitOf('drawn').files.map((file) => [file.path, file]));
  expect([...files.values()].map(({ role }) => role)).toEqual(
    expect.arrayContaining(['clip', 'clean', 'mask', 'notes', 'burn-in', 'slate']),
  );
  const clean = files.get('clean.mp4');
  expect(Object.keys(clean?.recipe.input ?? {})).toEqual(['ORIGINAL', 'mask-1.mov']);
  expect(clean?.recipe.arguments).toEqual(
    exhibitOf('hiding').files.find(({ role }) => role === 'clip')?.recipe.arguments,
  );
  expect(files.get('clip.mp4')?.recipe.options).toMatchObject({ burnIn: 'number, frame, clock' });
});

test('the same selection gives the same files again', async () => {
  const markIds = [library.complete[0].id];
  await exportTo(library.core, join(root, 'again'), { markIds, burnIn: ALL, slate: true });
  const names = readdirSync(folderOf('drawn'));
  expect(readdirSync(folderOf('again'))).toEqual(names);
  for (const name of names) expect(bytes('again', name).equals(bytes('drawn', name)), name).toBe(true);
});

test('exhibits that do not hide the same are warned of, in the list and in the result', async () => {
  const { core, complete } = library;
  const other = await core.call('marks.create', { evidenceId: complete[0].evidenceId, in: 9, out: 12, title: 'Later' });
  const markIds = [complete[0].id, other.id, complete[2].id];
  const { warnings } = await exportTo(core, join(root, 'differ'), { markIds });
  expect(warnings).toMatchObject([{ code: 'redactions_differ', exhibits: ['1', '2'] }]);
  expect(warnings[0]?.message).toContain('frames 9 to 10');
  const list = await core.call('exhibits.add', { markIds });
  expect(list.map(({ differsFrom }) => differsFrom)).toEqual([['2'], ['1'], undefined]);
});

test('twins with originals are refused where something is hidden, and where one name is taken nothing is made', async () => {
  const { core, complete } = library;
  const out = join(root, 'refused');
  const hidden = core.call('exhibits.export', { out, markIds: [complete[0].id], twin: true, withOriginals: true });
  expect(await errorOf(hidden)).toMatchObject({ code: 'redaction_not_burnt' });
  await exportTo(core, join(root, 'taken-public'), { markIds: [complete[2].id], profile: 'public' });
  const taken = core.call('exhibits.export', { out: join(root, 'taken'), markIds: [complete[2].id], twin: true });
  expect(await errorOf(taken)).toMatchObject({ code: 'folder_not_empty' });
  expect(readdirSync(root).filter((name) => /^(refused|taken-court)/.test(name))).toEqual([]);
});

test('originals of a twin go with the court’s alone', async () => {
  const { core, complete } = library;
  await exportTo(core, join(root, 'both'), { markIds: [complete[2].id], twin: true, withOriginals: true });
  expect(readdirSync(join(root, 'both-court/data/originals'))).toHaveLength(1);
  expect(existsSync(join(root, 'both-public/data/originals'))).toBe(false);
});
