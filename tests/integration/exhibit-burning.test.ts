import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { ExhibitDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { Annotations } from '../../shared/annotation.ts';
import { correlation, difference, type Planes, pixelsIn, planesOf } from '../support/burn-judge.ts';
import { hiding } from '../support/burnt-clip.ts';
import { errorOf } from '../support/case-library.ts';
import { type ExhibitLibrary, exportTo, makeExhibitLibrary } from '../support/exhibit-library.ts';
import { aBox, annotationsOf } from '../support/made-annotations.ts';
import { jpegsOf } from '../support/pdf-pictures.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('burning');
const FACE = { x: 0.25, y: 0.25, width: 0.3, height: 0.4 };
const MUTE = { id: 'm', locked: false, kind: 'mute', from: 5, to: 8, reason: 'voice', basis: 'minimisation' } as const;
let root: string;
let library: ExhibitLibrary;

beforeAll(async () => {
  root = newDir();
  library = await makeExhibitLibrary(root);
});
afterAll(() => library.core.close());

const annotate = (markId: string, annotations: Annotations) =>
  library.core.call('annotations.set', { markId, annotations });
const exhibitIn = (bundle: string, number = '1'): ExhibitDocument =>
  ExhibitDocument.parse(JSON.parse(readFileSync(join(bundle, 'data/exhibits', number, 'exhibit.json'), 'utf8')));

/** A picture of any kind as the judge reads it, in the size of the film or the page. */
async function planes(picture: Uint8Array, width: number, height: number): Promise<Planes> {
  const y = await sharp(picture).resize(width, height, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer();
  return { width, height, y, chroma: Buffer.alloc(0) };
}

/** The part of a page that holds all full colours, as only the picture of the test film has them on a sheet. */
async function colouredPart(page: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(page).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let [left, top, right, bottom] = [info.width, info.height, 0, 0];
  for (let i = 0; i < data.length; i += 3) {
    const [r = 0, g = 0, b = 0] = [data[i], data[i + 1], data[i + 2]];
    if (Math.max(r, g, b) - Math.min(r, g, b) < 200) continue;
    const [x, y] = [(i / 3) % info.width, Math.floor(i / 3 / info.width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return sharp(page)
    .extract({ left, top, width: right - left + 1, height: bottom - top + 1 })
    .toBuffer();
}

describe('an exhibit of a film', () => {
  let bundle: string;
  const source = () => planesOf(library.film, 320, 240);
  const first = () => library.complete[0].id;

  beforeAll(async () => {
    bundle = join(root, 'film');
    const note = aBox(
      'note',
      [
        [5, 0.7],
        [8, 0.8],
      ],
      { to: 10 },
    );
    const annotations = annotationsOf([hiding('pixelate', [5, 10], { 5: FACE }), note], [MUTE]);
    await annotate(first(), annotations);
    await exportTo(library.core, bundle, { markIds: [first()] });
  });

  test('shows what is hidden in none of its pictures, wherever they are', async () => {
    const folder = join(bundle, 'data/exhibits/1');
    const files = readdirSync(folder).sort();
    expect(files).toEqual([
      ...['clean.mp4', 'clip.mp4', 'exhibit.json', 'frames-md5.txt', 'mask-1.mov', 'notes.mov', 'sheet.pdf'],
      ...['still-8.png', 'still-in.png', 'still-out.png'],
    ]);
    const shown = new Map<string, Planes[]>([
      ...['clip.mp4', 'clean.mp4'].map(
        (name) => [name, planesOf(join(folder, name), 320, 240, ['-ignore_editlist', '1'])] as const,
      ),
      ...['mask-1.mov', 'notes.mov'].map((name) => [name, planesOf(join(folder, name), 320, 240)] as const),
    ]);
    for (const name of files.filter((file) => file.endsWith('.png'))) {
      shown.set(name, [await planes(readFileSync(join(folder, name)), 320, 240)]);
    }
    const jpegs = jpegsOf(readFileSync(join(folder, 'sheet.pdf')));
    expect(jpegs).toHaveLength(2);
    shown.set('sheet.pdf', await Promise.all(jpegs.map((jpeg) => planes(jpeg, 320, 240))));
    const own = source();
    for (const [name, pictures] of shown) {
      for (const picture of pictures) {
        const inside = pixelsIn(picture, FACE);
        const most = Math.max(...own.slice(5, 11).map((one) => Math.abs(correlation(one, picture, inside))));
        expect(most, name).toBeLessThan(0.3);
      }
    }
  });

  test('leaves every other pixel of its stills as it was', async () => {
    const folder = join(bundle, 'data/exhibits/1');
    const bare = join(root, 'bare');
    await annotate(first(), annotationsOf([]));
    await exportTo(library.core, bare, { markIds: [first()] });
    const raw = (file: string) => sharp(file).raw().toBuffer();
    const [burnt, plain] = await Promise.all(
      [folder, join(bare, 'data/exhibits/1')].map((dir) => raw(join(dir, 'still-in.png'))),
    );
    const seen = pixelsIn({ width: 320, height: 240, y: Buffer.alloc(0), chroma: Buffer.alloc(0) }, FACE, 5);
    for (let i = 0; i < 320 * 240; i++) {
      const [x, y] = [i % 320, Math.floor(i / 320)];
      if (seen[i] === true || (x > 215 && y < 60)) continue;
      if (burnt?.readUIntBE(i * 3, 3) !== plain?.readUIntBE(i * 3, 3)) throw new Error(`pixel ${x}, ${y} changed`);
    }
    expect(exhibitIn(bare)).not.toHaveProperty('burnt');
    expect(exhibitIn(bare).mark).not.toHaveProperty('annotations');
  });

  test('says what is hidden, why, where and on which pictures, and names the original', async () => {
    const exhibit = exhibitIn(bundle);
    const place = (n: number) => ({ n, pts: expect.any(Number) });
    expect(exhibit.burnt).toMatchObject({
      notes: 1,
      redactions: [
        {
          ...{ id: 'pixelate', kind: 'pixelate', form: 'box', regions: [{ n: 5, ...FACE }] },
          reason: { code: 'uninvolved-face', label: { en: 'Face of an uninvolved person' } },
          basis: { code: 'minimisation', ground: 'known' },
          frames: { from: place(5), to: place(10) },
        },
        { id: 'm', kind: 'mute', frames: { from: place(5), to: place(8) }, regions: [], reason: { code: 'voice' } },
      ],
    });
    expect(exhibit.burnt?.redactions[0]?.frames?.to.pts).toBe(exhibit.out?.pts);
    const clip = exhibit.files.find(({ role }) => role === 'clip');
    const sums = Object.fromEntries(exhibit.files.map(({ path, sha256 }) => [path, sha256]));
    expect(clip?.recipe.input).toEqual({
      ORIGINAL: exhibit.source.sha256,
      'mask-1.mov': sums['mask-1.mov'],
      'notes.mov': sums['notes.mov'],
    });
    expect(clip?.recipe.arguments).toEqual(expect.arrayContaining(['ORIGINAL', 'mask-1.mov', 'notes.mov', 'CLIP']));
    expect(readFileSync(join(bundle, 'data/index.html'), 'utf8')).toMatch(/REDACTED: .*Face of an uninvolved person/s);
    expect(await verifyBundle(bundle, unwatched)).toMatchObject({ ok: true, problems: [] });
  });

  test('keeps hiding what reaches beyond a mark that was made shorter', async () => {
    const { core } = library;
    await annotate(first(), annotationsOf([hiding('solid', [5, 10], { 5: FACE })]));
    await core.call('marks.update', { id: first(), in: 7, out: 9 });
    const short = join(root, 'short');
    await exportTo(core, short, { markIds: [first()] });
    const own = source();
    for (const [i, picture] of planesOf(join(short, 'data/exhibits/1/clip.mp4'), 320, 240).entries()) {
      expect(correlation(own[7 + i] as Planes, picture, pixelsIn(picture, FACE))).toBe(0);
    }
    const frames = exhibitIn(short).burnt?.redactions[0]?.frames;
    expect([frames?.from.n, frames?.to.n]).toEqual([7, 9]);
  });
});

describe('an exhibit of a page', () => {
  test('hides its region on every picture of the page', async () => {
    const page = library.complete[2].id;
    const { n: _, ...region } = { n: 0, x: 0.15, y: 0.12, width: 0.3, height: 0.2 };
    const shape = hiding('blur', [0, 0], { 0: region });
    const { from: _from, to: _to, ...plain } = shape;
    await annotate(page, annotationsOf([]));
    await exportTo(library.core, join(root, 'page-plain'), { markIds: [page] });
    await annotate(page, annotationsOf([{ ...plain, keys: [region] } as typeof shape]));
    await exportTo(library.core, join(root, 'page'), { markIds: [page] });
    const [own, hidden] = await Promise.all(
      ['page-plain', 'page'].map((dir) => sharp(join(root, dir, 'data/exhibits/1/page-2-plain.png')).metadata()),
    );
    expect([hidden?.width, hidden?.height]).toEqual([own?.width, own?.height]);
    const of = (dir: string, name: string) => readFileSync(join(root, dir, 'data/exhibits/1', name));
    for (const name of ['page-2-plain.png', 'page-2.png']) {
      const [before, after] = await Promise.all(['page-plain', 'page'].map((dir) => planes(of(dir, name), 400, 560)));
      if (before === undefined || after === undefined) throw new Error('no page');
      expect(Math.abs(correlation(before, after, pixelsIn(after, region)))).toBeLessThan(0.3);
      expect(
        difference(
          before,
          after,
          pixelsIn(after, region, 4).map((is) => !is),
        ).most,
      ).toBeLessThan(3);
    }
    expect(exhibitIn(join(root, 'page')).burnt?.redactions).toMatchObject([{ kind: 'blur', frames: null }]);
  });
});

describe('what must not leave the library', () => {
  test('is an original together with the exhibit that hides a part of it', async () => {
    const { core, complete } = library;
    await annotate(complete[1].id, annotationsOf([hiding('solid', [0, 0], { 0: FACE })]));
    const out = join(root, 'originals');
    const refused = core.call('exhibits.export', { out, markIds: [complete[1].id], withOriginals: true });
    expect(await errorOf(refused)).toMatchObject({ code: 'redaction_not_burnt' });
    expect(existsSync(out)).toBe(false);
  });

  test('is a picture of a sheet that shows more than its exhibit', async () => {
    const { core, film, complete } = library;
    await core.call('exhibits.add', { markIds: [complete[1].id] });
    const { sha256 } = await core.call('exhibits.sheet', { markId: complete[1].id, profile: 'public', lang: 'kk' });
    const page = await core.media(new Request(`http://core/media/sheet/${sha256}/1?w=1600`));
    const picture = await planes(await colouredPart(Buffer.from(await page.arrayBuffer())), 320, 240);
    const own = planesOf(film, 320, 240)[0] as Planes;
    const face = pixelsIn(picture, FACE);
    const besides = pixelsIn(picture, FACE, 4).map((is) => !is);
    expect(correlation(own, picture, besides)).toBeGreaterThan(0.8);
    expect(Math.abs(correlation(own, picture, face))).toBeLessThan(0.3);
  });
});
