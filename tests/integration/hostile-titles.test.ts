import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Core, verifyBundle } from '../../electron/core/app.ts';
import { BundleDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { NoteShape } from '../../shared/annotation.ts';
import { BURN_INS, burnInOf } from '../../shared/burn-in.ts';
import { LANGUAGES } from '../../shared/violation.ts';
import { importOne, newCase, openCase } from '../support/case-library.ts';
import { exportTo } from '../support/exhibit-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { annotationsOf } from '../support/made-annotations.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

/** As much of a title as a caption may have. */
const startOf = (title: string): string => [...title].slice(0, 140).join('').trim();

/** A title, and how paper shows it; a page and a spreadsheet where they differ. */
interface Hostile {
  readonly title: string;
  readonly paper: string;
  readonly page?: string;
  readonly cell?: string;
}
const same = (title: string): Hostile => ({ title, paper: title });
const TITLES: readonly Hostile[] = [
  { title: 'photo\u202egpj.exe', paper: 'photo‹U+202E›gpj.exe' },
  { title: 'a\u0000b\u0007c\u200bd\u00ade\u2066f', paper: 'a‹U+0000›b‹U+0007›c‹U+200B›d‹U+00AD›e‹U+2066›f' },
  same('"><img src=x onerror=alert(1)><script>alert(2)</script></title><!-- x'),
  { ...same("=CMD()|'/C calc'!A0"), cell: "'=CMD()|'/C calc'!A0" },
  same("%{pts\\:hms} %{n}:text='a':x=\\'0\\',[in];{{title}} $& $1 $`"),
  { title: 'first\nsecond\r\nthird', paper: 'first\nsecond\nthird', cell: 'first‹U+000A›second‹U+000D›‹U+000A›third' },
  { title: 'Box 📦 中 שלום', paper: 'Box ‹U+1F4E6› ‹U+4E2D› ‹U+05E9›‹U+05DC›‹U+05D5›‹U+05DD›', page: 'Box 📦 中 שלום' },
  same('W'.repeat(500)),
  same('Слово '.repeat(83).trim()),
  { title: `x${'📦'.repeat(120)}`, paper: `x${'‹U+1F4E6›'.repeat(120)}`, page: `x${'📦'.repeat(120)}` },
];
const SLATE = { width: 1920, height: 1080, side: 115, ground: [0x10, 0x10, 0x14] } as const;

const newDir = sharedTempDirs('hostile-titles');
let root: string;
let core: Core;
let filmId: string;
let out: string;
let bundle: BundleDocument;

beforeAll(async () => {
  root = newDir();
  core = await openCase(await newCase(root));
  await core.call('places.set', { code: 'P-1', name: 'Station\u202e 1', address: '"><b>Street</b>' });
  const film = makeTestFilm(root, { name: 'one.mp4', frames: 12, size: '320x180' });
  const facts = { source: 'S', custodian: 'C', clock: 'camera', place: 'P-1', recorded: '2026-11-19T20:15:00+05:00' };
  filmId = await importOne(core, film, facts);
  const exhibits = [];
  for (const [at, { title }] of TITLES.entries()) {
    const { id: markId } = await core.call('marks.create', { evidenceId: filmId, in: at, out: at, title });
    const words = { en: startOf(title) };
    exhibits.push({ markId, group: 'g', caption: words, narrative: words });
  }
  const groups = [{ id: 'g', title: TITLES[2]?.title ?? '' }];
  await core.call('exhibits.apply', { version: 1, groups, exhibits });
  out = join(root, 'bundle');
  await exportTo(core, out, { slate: true });
  bundle = BundleDocument.parse(JSON.parse(readFileSync(join(out, 'data/bundle.json'), 'utf8')));
});
afterAll(() => core.close());

const folderOf = (at: number, dir = out) => join(dir, 'data/exhibits', String(at + 1));
const packed = (text: string) => text.replace(/\s+/g, '');
const textOf = (pdf: string) => packed(execFileSync('pdftotext', ['-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' }));
const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] ?? '&#39;');
const cases = TITLES.map((hostile, at) => ({ ...hostile, at, name: JSON.stringify(hostile.title.slice(0, 40)) }));

describe('a hostile title', () => {
  test('goes into the machine-readable files as it was written', () => {
    expect(bundle.exhibits.map(({ title }) => title)).toEqual(TITLES.map(({ title }) => title));
    expect(bundle.exhibits.map(({ caption }) => caption?.text)).toEqual(TITLES.map(({ title }) => startOf(title)));
  });

  test.each(cases)('$name is on the sheet letter by letter, and in the list', ({ at, paper }) => {
    for (const pdf of [join(folderOf(at), 'sheet.pdf'), join(out, 'data/exhibit-list.pdf')]) {
      expect(textOf(pdf), pdf).toContain(packed(paper));
    }
  });

  test.each(cases)('$name is text on the page', ({ paper, page = paper }) => {
    const html = readFileSync(join(out, 'data/index.html'), 'utf8');
    expect(html.split(`<bdi>${escaped(page)}</bdi>`).length - 1).toBeGreaterThanOrEqual(2);
  });

  test('puts no element, no script and nothing unseen on any page', () => {
    for (const name of ['index.html', 'verify.html']) {
      const html = readFileSync(join(out, 'data', name), 'utf8');
      expect(html, name).not.toMatch(/<(img src=x|b>|!--)/);
      expect(html.match(/<script/g)?.length ?? 0, name).toBeLessThanOrEqual(2);
      expect(html, name).not.toMatch(/[\p{DI}\p{Cf}\p{Co}]/u);
      expect(html.replace(/[\n\t]/g, ''), name).not.toMatch(/\p{Cc}/u);
    }
    expect(readFileSync(join(out, 'data/verify.txt'), 'utf8')).not.toMatch(/[\p{DI}\p{Cf}]/u);
  });

  test('is one cell of the list for a spreadsheet, and no formula', () => {
    const [head = [], ...rows] = parse(readFileSync(join(out, 'data/exhibit-list.csv')), { bom: true }) as string[][];
    const column = head.indexOf('Title');
    expect(rows.map((row) => row[column])).toEqual(TITLES.map(({ paper, page, cell }) => cell ?? page ?? paper));
  });

  test('leaves the bundle whole', async () => {
    expect((await verifyBundle(out, unwatched)).problems).toEqual([]);
  });
});

/** Whether every pixel of a part of the plate is its ground. */
async function isEmpty(path: string, left: number, top: number, width: number, height: number): Promise<boolean> {
  const raw = await sharp(path).extract({ left, top, width, height }).raw().toBuffer();
  return raw.every((value, at) => value === SLATE.ground[at % 3]);
}

describe('a plate', () => {
  test.each(cases)('with $name keeps its margins and the room between its texts', async ({ at }) => {
    const path = join(folderOf(at), 'slate.png');
    const { width, height } = await sharp(path).metadata();
    expect([width, height]).toEqual([SLATE.width, SLATE.height]);
    const inside = SLATE.width - SLATE.side;
    expect(await isEmpty(path, 0, 0, SLATE.side - 8, height)).toBe(true);
    expect(await isEmpty(path, inside + 8, 0, SLATE.side - 8, height)).toBe(true);
    expect(await isEmpty(path, 0, height - 20, width, 20)).toBe(true);
    // Above the title and between it and what follows.
    expect(await isEmpty(path, 0, 214, width, 16)).toBe(true);
    expect(await isEmpty(path, 0, 404, width, 14)).toBe(true);
    // And the title is there.
    expect(await isEmpty(path, 0, 230, width, 170)).toBe(false);
  });

  test('shows what is not seen exactly as if its number had been written', async () => {
    const slateOf = async (name: string, title: string) => {
      const { id } = await core.call('marks.create', { evidenceId: filmId, in: 1, out: 2, title });
      await exportTo(core, join(root, name), { markIds: [id], slate: true });
      const { number } = BundleDocument.parse(JSON.parse(readFileSync(join(root, name, 'data/bundle.json'), 'utf8')))
        .exhibits[0] ?? { number: '' };
      const file = readFileSync(join(root, name, 'data/exhibits', number, 'slate.png'));
      await core.call('marks.remove', { id });
      return file;
    };
    const hostile = await slateOf('hidden', "a\u202eb\nc 📦 %{n}:'\\");
    expect(hostile.equals(await slateOf('numbered', "a‹U+202E›b‹U+000A›c ‹U+1F4E6› %{n}:'\\"))).toBe(true);
    expect(hostile.equals(await slateOf('bare', "ab c 📦 %{n}:'\\"))).toBe(false);
  });
});

describe('texts burnt into clips', () => {
  const clipWith = async (name: string, text: string) => {
    const { id } = await core.call('marks.create', { evidenceId: filmId, in: 3, out: 5, title: "%{pts}:'\\" });
    const note: NoteShape = {
      ...{ id: 'note', kind: 'text', locked: false, text, size: 60, from: 3, to: 5 },
      ...{ style: { colour: 'red', width: 4, filled: true }, keys: [{ n: 3, x: 0.05, y: 0.1 }] },
    };
    await core.call('annotations.set', { markId: id, annotations: annotationsOf([note]) });
    const { bundle: made } = await exportTo(core, join(root, name), { markIds: [id], burnIn: burnInOf(BURN_INS) });
    const dir = join(root, name, 'data/exhibits', made?.exhibits[0]?.number ?? '');
    await core.call('marks.remove', { id });
    return dir;
  };

  test('are drawn as they are: no part of them is a command to ffmpeg', async () => {
    const hostile = "%{pts}:'\\,[a]\u202e📦";
    const [one, two, other] = [
      await clipWith('clip-hidden', hostile),
      await clipWith('clip-numbered', "%{pts}:'\\,[a]‹U+202E›‹U+1F4E6›"),
      await clipWith('clip-other', "0.120000:'\\,[a]‹U+202E›‹U+1F4E6›"),
    ];
    const clip = (dir: string) => readFileSync(join(dir, 'clip.mp4'));
    expect(clip(one).equals(clip(two))).toBe(true);
    expect(clip(one).equals(clip(other))).toBe(false);
    const exhibit = JSON.parse(readFileSync(join(one, 'exhibit.json'), 'utf8'));
    const words = JSON.stringify(exhibit.files.map(({ recipe }: { recipe: object }) => recipe));
    expect(words).not.toMatch(/drawtext|pts\}|%\{/);
    expect(readdirSync(one)).toEqual(expect.arrayContaining(['burn-in.mov', 'clean.mp4']));
  });
});

test('numbers and days of every language are no escapes in the list for a spreadsheet', async () => {
  const { id } = await core.call('marks.create', { evidenceId: filmId, in: 0, out: 11, title: 'All' });
  for (const lang of LANGUAGES) {
    await exportTo(core, join(root, `list-${lang}`), { markIds: [id], lang });
    const csv = readFileSync(join(root, `list-${lang}`, 'data/exhibit-list.csv'), 'utf8');
    // The place has one that was written.
    expect(csv.replaceAll('Station‹U+202E› 1', ''), lang).not.toContain('‹U+');
  }
});
