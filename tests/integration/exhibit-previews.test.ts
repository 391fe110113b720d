import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BURN_INS, burnInOf } from '../../shared/burn-in.ts';
import { hiding } from '../support/burnt-clip.ts';
import { type ExhibitLibrary, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { annotationsOf } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('previews');
const ALL = burnInOf(BURN_INS);
let library: ExhibitLibrary;

beforeAll(async () => {
  library = await makeExhibitLibrary(newDir());
  await library.core.call('exhibits.add', { markIds: library.complete.map(({ id }) => id) });
});
afterAll(() => library.core.close());

const PAPER = { width: 595.28, side: 54, top: 54 };
const WIDTH = 1000;

/** Red, green and blue of the previewed picture, 4:3, at a place in fractions of it. */
async function colourAt(sha256: string, page: number, x: number, y: number): Promise<number[]> {
  const reply = await library.core.media(new Request(`http://core/media/sheet/${sha256}/${page}?w=${WIDTH}`));
  const png = Buffer.from(await reply.arrayBuffer());
  const width = PAPER.width - 2 * PAPER.side;
  const at = [PAPER.side + x * width, PAPER.top + (y * width * 3) / 4].map((point) =>
    Math.round((point / PAPER.width) * WIDTH),
  );
  const [left = 0, top = 0] = at;
  return [...(await sharp(png).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

test('shows every picture of an exhibit, what is hidden hidden', async () => {
  const { core, complete } = library;
  const markId = complete[0].id;
  const before = await core.call('exhibits.pictures', { markId, burnIn: ALL, slate: true });
  expect(before.pages).toBe(4);
  const solid = hiding('solid', [5, 10], { 5: { x: 0.25, y: 0.25, width: 0.3, height: 0.4 } });
  await core.call('annotations.set', { markId, annotations: annotationsOf([solid]) });
  const after = await core.call('exhibits.pictures', { markId, burnIn: ALL, slate: true });
  expect(after.pages).toBe(4);
  for (const page of [2, 3, 4]) {
    expect(Math.max(...(await colourAt(before.sha256, page, 0.4, 0.45))), `page ${page}`).toBeGreaterThan(60);
    expect(Math.max(...(await colourAt(after.sha256, page, 0.4, 0.45))), `page ${page}`).toBeLessThan(12);
  }
  // The plate is dark where the film is red, and only where it was asked for.
  const [red = 0] = await colourAt(after.sha256, 3, 0.01, 0.985);
  expect(red).toBeGreaterThan(200);
  expect(Math.max(...(await colourAt(after.sha256, 2, 0.002, 0.99)))).toBeLessThan(120);
});

test('leaves nothing on the disk of what was looked at', async () => {
  const { core, complete, dir } = library;
  const before = readdirSync(join(dir, 'library'), { recursive: true }).length;
  await core.call('exhibits.pictures', { markId: complete[0].id, slate: true, lang: 'kk' });
  await core.call('exhibits.sheet', { markId: complete[0].id, lang: 'kk' });
  expect(readdirSync(join(dir, 'library'), { recursive: true })).toHaveLength(before);
});

test('says no more than was asked for, and shows the pages of documents', async () => {
  const { core, complete, bare } = library;
  expect(await core.call('exhibits.pictures', { markId: complete[0].id })).toMatchObject({ pages: 2 });
  expect(await core.call('exhibits.pictures', { markId: complete[1].id, profile: 'public' })).toMatchObject({
    pages: 1,
  });
  expect(await core.call('exhibits.pictures', { markId: complete[2].id, burnIn: ALL })).toMatchObject({ pages: 4 });
  await expect(core.call('exhibits.pictures', { markId: bare.id })).rejects.toMatchObject({ code: 'not_found' });
});
