import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { BundleDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { ExportOptions } from '../../shared/exhibit.ts';
import { codeOf } from '../support/case-library.ts';
import { type ExhibitLibrary, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { annotationsOf, everyShape } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('cell');
let library: ExhibitLibrary;
let ids: { interval: string; single: string; page: string };
let count = 0;

beforeAll(async () => {
  library = await makeExhibitLibrary(newDir());
  const [interval, single, page] = library.complete.map(({ id }) => id) as [string, string, string];
  ids = { interval, single, page };
  await library.core.call('exhibits.add', { markIds: [interval] });
});
afterAll(() => library.core.close());

/** Exports the interval with this part of a document beside it, or with the one that was chosen before. */
async function exported(cell?: string, options: Partial<ExportOptions> = {}) {
  if (cell !== undefined) await library.core.call('exhibits.present', { markIds: [ids.interval], change: { cell } });
  const out = join(library.dir, `out-${++count}`);
  await exportTo(library.core, out, { markIds: [ids.interval], ...options });
  const bundle = BundleDocument.parse(JSON.parse(readFileSync(join(out, 'data/bundle.json'), 'utf8')));
  return { out, exhibit: bundle.exhibits[0], at: (name: string) => join(out, 'data/exhibits/1', name) };
}

const sheetText = (path: string) => spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).stdout;

describe('a part of a document beside a picture', () => {
  test('stands at the right of the first picture, which is untouched, and is named everywhere', async () => {
    const { out, exhibit, at } = await exported(ids.page);
    expect(exhibit?.cell).toMatchObject({ page: 2, region: { x: 0.1 }, source: { originalName: 'protocol.pdf' } });
    expect(exhibit?.files.find(({ role }) => role === 'cell')?.path).toBe('beside-cell.png');
    const still = sharp(at('still-in.png'));
    const { width, height } = await still.metadata();
    const pair = await sharp(at('beside-cell.png')).metadata();
    expect(pair.width).toBeGreaterThan(width * 1.2);
    const left = sharp(at('beside-cell.png')).extract({ left: 0, top: pair.height - height, width, height });
    expect(Buffer.compare(await left.removeAlpha().raw().toBuffer(), await still.removeAlpha().raw().toBuffer())).toBe(
      0,
    );
    // The document's part is no white paper: the paper of the test has a frame there.
    const right = sharp(at('beside-cell.png')).extract({
      ...{ left: width + 4, top: pair.height - height },
      ...{ width: pair.width - width - 4, height },
    });
    expect((await right.stats()).channels[0]?.min).toBeLessThan(128);
    expect(sheetText(at('sheet.pdf'))).toMatch(/Document beside it\s+protocol\.pdf, page 2, part of it/);
    expect(readFileSync(join(out, 'data/index.html'), 'utf8')).toContain('exhibits/1/beside-cell.png');
    const told = readFileSync(join(out, 'data/custody.json'), 'utf8');
    expect(told).toContain('Corrected figure');
    expect(await verifyBundle(out, unwatched)).toMatchObject({ ok: true, problems: [] });
    rmSync(at('beside-cell.png'));
    expect((await verifyBundle(out, unwatched)).ok).toBe(false);
  });

  test.each(['ru', 'kk'] as const)('is named in %s', async (lang) => {
    const { at } = await exported(ids.page, { lang });
    expect(sheetText(at('sheet.pdf'))).toMatch(lang === 'ru' ? /страница 2, часть/ : /2-бет, бөлігі/);
  });

  test('a public bundle does not say how the document is called', async () => {
    const { at, exhibit } = await exported(ids.page, { profile: 'public' });
    expect(exhibit?.cell).toMatchObject({ source: { originalName: null } });
    expect(sheetText(at('sheet.pdf'))).not.toContain('protocol.pdf');
  });

  test('is left out where something on the page is hidden, by whatever mark', async () => {
    const { core } = library;
    const { evidenceId } = library.complete[2];
    const { id } = await core.call('marks.create', { evidenceId, page: 2, title: 'A name' });
    const shape = everyShape().find(({ kind }) => kind === 'blur');
    if (shape === undefined) throw new Error('there is no blur');
    await core.call('annotations.set', { markId: id, annotations: annotationsOf([shape]) });
    const { exhibit, at } = await exported(ids.page);
    expect(exhibit?.cell).toEqual({ omitted: 'hidden-page' });
    expect(exhibit?.files.some(({ role }) => role === 'cell')).toBe(false);
    expect(sheetText(at('sheet.pdf'))).toContain('something is hidden on that page');
    await core.call('marks.remove', { id });
  });

  test('one that was removed is said to be gone, and undo brings the choice back', async () => {
    const { core } = library;
    await core.call('marks.remove', { id: ids.page });
    const { exhibit } = await exported();
    expect(exhibit?.cell).toEqual({ omitted: 'gone' });
    await core.call('marks.restore', { id: ids.page });
    await core.call('exhibits.present', { markIds: [ids.interval], change: { cell: null } });
    await core.call('history.undo', {});
    expect(await chosen()).toBe(ids.page);
  });

  test('only a mark on a page can be chosen', async () => {
    const present = (cell: string) =>
      library.core.call('exhibits.present', { markIds: [ids.interval], change: { cell } });
    expect(await codeOf(present(ids.single))).toBe('invalid_input');
    expect(await codeOf(present('mk-nothing'))).toBe('not_found');
  });
});

async function chosen(): Promise<string | null> {
  const [exhibit] = await library.core.call('exhibits.list', {});
  return exhibit?.recipe.cell ?? null;
}
