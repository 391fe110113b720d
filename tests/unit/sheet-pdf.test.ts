import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as fontkit from 'fontkit';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { exhibitFacts } from '../../electron/core/features/exhibits/exhibit/exhibit-record.ts';
import { type CustodyPdfInput, custodyPdf } from '../../electron/core/features/exhibits/print/custody-pdf.ts';
import { exhibitListPdf } from '../../electron/core/features/exhibits/print/exhibit-list-pdf.ts';
import { factRows } from '../../electron/core/features/exhibits/print/exhibit-rows.ts';
import { sheetPdf } from '../../electron/core/features/exhibits/print/sheet-pdf.ts';
import { grouped, loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { toolVersions } from '../../electron/core/features/exhibits/print/tool-versions.ts';
import type { RecordingClock } from '../../shared/clock.ts';
import type { Item } from '../../shared/evidence.ts';
import type { Exhibit, Profile } from '../../shared/exhibit.ts';
import { Codebook, LANGUAGES, type Language } from '../../shared/violation.ts';
import { aMark, anItem } from '../support/made-values.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const resourcesDir = resolve(import.meta.dirname, '../../resources');
const versions = toolVersions(resourcesDir, 'ffmpeg version 5.1 Copyright (c) 2000');
const codebook = Codebook.parse(JSON.parse(readFileSync(join(resourcesDir, 'codebooks/kz-2019.json'), 'utf8')));
const fingerprint = `SHA256:${'Ab1+'.repeat(10)}xyz`;
const sha256 = '6aecd03e411743feec6e9d2bb0209ada82f176ad45a4a44cbd2df0ee8290c8f6';
const dirs = sharedTempDirs('pdf');
const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const tools = ['pdftotext', 'pdffonts', 'qpdf', 'pdfinfo'].filter((tool) => !has(tool));
if (tools.length > 0) process.stdout.write(`Not judging PDFs with ${tools.join(', ')}: not on this machine.\n`);

let jpeg: Uint8Array;
let dir: string;
beforeAll(async () => {
  dir = dirs();
  jpeg = await sharp({ create: { width: 320, height: 180, channels: 3, background: '#888888' } })
    .jpeg()
    .toBuffer();
});

function anExhibit(some: { title?: string; note?: string; missing?: Exhibit['missing'] } = {}): Exhibit {
  const stated = { source: 'Observer 4', custodian: 'Archive', recorded: '2026-11-19T20:15:00+05:00', clock: 'camera' };
  const mark = { title: 'Pack put into the box', in: 12290, out: 12468, violations: ['B1', 'E1'], place: 'ALM-0123' };
  return {
    number: '2',
    missing: some.missing ?? [],
    evidence: anItem({ sha256, ...stated }),
    mark: aMark({ ...mark, title: some.title ?? mark.title, note: some.note ?? null }),
  };
}

const factsOf = (exhibit: Exhibit, profile: Profile = 'court') =>
  exhibitFacts(exhibit, profile, {
    findPlace: (code) => ({ code, name: 'Station 123', address: '12 Example Street', region: 'Almaty' }),
    findViolation: (code) => codebook.types.find((type) => type.code === code),
    keptClockWords: () => '',
  });

async function aSheet(exhibit: Exhibit, lang: Language = 'en', profile: Profile = 'court', group?: string) {
  const context = { text: loadSheetText(resourcesDir, lang), profile, firstPts: 0 };
  const pictures = [{ jpeg, width: 320, height: 180, caption: 'Frame 12,290' }];
  const hashes = { exhibit: '1'.repeat(64), contents: '2'.repeat(64) };
  const facts = { ...factsOf(exhibit, profile), ...(group === undefined ? {} : { group }) };
  return sheetPdf({ resourcesDir, versions, facts, context, fingerprint, pictures, hashes });
}

let files = 0;
function saved(pdf: Uint8Array): string {
  const file = join(dir, `${++files}.pdf`);
  writeFileSync(file, pdf);
  return file;
}

const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' });
/** Everything but white space, as a search in the document finds it. */
const packed = (text: string): string => text.replace(/\s+/g, '');
const textOf = (pdf: Uint8Array): string => packed(run('pdftotext', '-enc', 'UTF-8', saved(pdf), '-').stdout);

const KAZAKH = 'ә ғ қ ң ө ұ ү һ і Ә Ғ Қ Ң Ө Ұ Ү Һ І';
const RUSSIAN = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя';

describe('fonts', () => {
  test.each(['Inter-Regular.ttf', 'Inter-SemiBold.ttf'])('%s has every Russian and Kazakh letter', (name) => {
    const font = fontkit.openSync(join(resourcesDir, 'fonts', name)) as fontkit.Font;
    const lacking = [...`${KAZAKH}${RUSSIAN}«»—–…·№‹›`].filter(
      (each) => !font.hasGlyphForCodePoint(each.codePointAt(0) ?? 0),
    );
    expect(lacking).toEqual([]);
  });
});

describe('words for sheets', () => {
  test('every language has the same keys and the same values to fill in', () => {
    const keys = (tree: object, at = ''): string[] =>
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'string'
          ? [`${at}${key} ${[...value.matchAll(/\{\{\w+\}\}/g)].map(String).sort().join()}`]
          : keys(value, `${at}${key}.`),
      );
    const [english, ...others] = LANGUAGES.map((lang) =>
      keys(JSON.parse(readFileSync(join(resourcesDir, 'locales', lang, 'sheet.json'), 'utf8'))),
    );
    for (const other of others) expect(other).toEqual(english);
  });

  test('an instant keeps the offset it was stated with, and says when it has none', () => {
    const { instant } = loadSheetText(resourcesDir, 'en');
    expect(instant('2026-11-19T20:15:00+05:00')).toBe('19 November 2026, 20:15:00 (UTC+05:00)');
    expect(instant('2026-03-09T23:30:00.000Z')).toBe('9 March 2026, 23:30:00 (UTC)');
    expect(instant('2026-11-19T20:15:00')).toBe('19 November 2026, 20:15:00 (no UTC offset stated)');
    expect(instant('2026-11-19T20:15:00.25+05:00', true)).toBe('19 November 2026, 20:15:00.25 (UTC+05:00)');
    expect(loadSheetText(resourcesDir, 'ru').instant('2026-11-19T20:15:00-03:30')).toContain('20:15:00 (UTC-03:30)');
  });

  test('an unknown key is a defect that shows', () => {
    expect(() => loadSheetText(resourcesDir, 'kk').t('no.such.key')).toThrow('no.such.key');
  });
});

describe('the end of a sheet', () => {
  const pagesOf = (pdf: Uint8Array) =>
    run('pdftotext', '-enc', 'UTF-8', saved(pdf), '-').stdout.split('\f').slice(0, -1);
  const noteOf = (lines: number) => Array.from({ length: lines }, (_, n) => `Line ${n + 1}`).join('\n');
  /** Points that the picture is wide on the page. */
  const pictureWidth = (pdf: Uint8Array): number => {
    const [, , row = ''] = run('pdfimages', '-list', saved(pdf)).stdout.split('\n');
    return (320 * 72) / Number(row.trim().split(/\s+/)[12]);
  };

  test.skipIf(!has('pdftotext') || !has('pdfimages'))('never stands on a page alone', async () => {
    const sheets = [];
    for (let lines = 1; lines <= 30; lines++) sheets.push(await aSheet(anExhibit({ note: noteOf(lines) })));
    for (const { pdf } of sheets) {
      const last = pagesOf(pdf).at(-1) ?? '';
      expect(last).toContain('Hash of this exhibit');
      expect(packed(last)).toContain(fingerprint);
    }
    // Where a second page would hold little, pictures are smaller instead; where it holds more, they are whole again.
    const [first, short, long] = [sheets.at(0), sheets.filter(({ pages }) => pages === 1).at(-1), sheets.at(-1)];
    const widths = [first, short, long].map((sheet) => pictureWidth(sheet?.pdf ?? new Uint8Array()));
    expect(long?.pages).toBe(2);
    expect(widths[1]).toBeLessThan((widths[0] ?? 0) * 0.9);
    expect(widths[2]).toBeCloseTo(widths[0] ?? 0, 0);
  });
});

test.each([
  ['document', 'Страница'],
  ['image', 'Изображение'],
] as const)('a sheet calls what a %s has %s', (kind, word) => {
  const exhibit = anExhibit();
  const mark = { ...exhibit.mark, in: null, out: null, page: 1, region: null };
  const evidence = { ...exhibit.evidence, kind, pages: 1 };
  const context = { text: loadSheetText(resourcesDir, 'ru'), profile: 'court', firstPts: null } as const;
  const labels = factRows(factsOf({ ...exhibit, mark, evidence }), context).map(({ label }) => label);
  expect(labels.filter((label) => ['Страница', 'Изображение'].includes(label))).toEqual([word]);
});

describe('the time of day of an exhibit', () => {
  const readings = [{ frame: 0, pts: 0, shown: '2026-11-19T23:51:40' }];
  const timing = { basis: 'burnt-in', readings, zone: '+05:00', ahead: 12, within: 1, measured: null } as const;
  const text = loadSheetText(resourcesDir, 'en');
  const rowsOf = (clock: Partial<RecordingClock>, some: Partial<Item> = {}) => {
    const exhibit = anExhibit();
    const measured = { ...timing, readings, ...clock };
    const evidence = { ...exhibit.evidence, timing: measured, clock: text.clockWords(measured), ...some };
    const context = { text: loadSheetText(resourcesDir, 'ru'), profile: 'court', firstPts: 0 } as const;
    return factRows(factsOf({ ...exhibit, evidence }), context).map(({ label, lines }) => [
      label,
      ...lines.map((each) => each.text),
    ]);
  };

  test('is told corrected, with zone and margin, and as it was shown; over midnight with both days', () => {
    expect(rowsOf({}).find(([label]) => label === 'Время суток')).toEqual([
      'Время суток',
      'с 19 ноября 2026 г., 23:59:39.600 до 23:59:46.720 (UTC+05:00), ± 2 с',
      'сами часы показывали: с 19 ноября 2026 г., 23:59:51.600 до 23:59:58.720',
    ]);
    const late = [{ frame: 0, pts: 0, shown: '2026-11-19T23:51:46' }];
    expect(
      rowsOf({ ahead: 0, within: null, zone: null, readings: late }).find(([label]) => label === 'Время суток'),
    ).toEqual([
      'Время суток',
      'с 19 ноября 2026 г., 23:59:57.600 до 20 ноября 2026 г., 00:00:04.720 (смещение от UTC не указано), с какой точностью известно, не указано',
    ]);
  });

  test('is not made up where the clock was not measured', () => {
    const { timing: _, ...facts } = factsOf(anExhibit()).evidence;
    expect(factsOf(anExhibit()).evidence).toEqual(facts);
    expect(factsOf(anExhibit()).wallClock).toBeUndefined();
  });

  test('has its basis in the language of the sheet, but somebody’s own words as they are', () => {
    expect(rowsOf({})[1]?.[1]).toContain('часы: Часы в кадре, показание снято на кадре 0');
    expect(rowsOf({}, { clock: 'as Observer 4 said' })[1]?.[1]).toContain('часы: as Observer 4 said');
  });
});

describe.runIf(tools.length === 0)('a sheet', () => {
  test.each(LANGUAGES)('in %s holds what was put in, letter by letter', async (lang) => {
    const note = `1x2 -> == fi "quoted" <b>&amp;</b>\n${KAZAKH}\n${RUSSIAN}`;
    const { pdf } = await aSheet(anExhibit({ title: `Вброс — ${KAZAKH}`, note }), lang);
    const text = textOf(pdf);
    expect(text).toContain(packed(`Вброс — ${KAZAKH}`));
    expect(text).toContain(packed(note));
    expect(text).toContain(sha256);
    expect(text).toContain(packed(codebook.types.find((type) => type.code === 'B1')?.label[lang] ?? '?'));
    expect(text).toContain('UTC+05:00');
    expect(text).toContain(fingerprint);
    expect(text).not.toContain('INCOMPLETE');
  });

  test.each([
    ['en', 'Section: '],
    ['ru', 'Раздел: '],
    ['kk', 'Бөлім: '],
  ] as const)('in %s names the section of its exhibit, where it has one', async (lang, word) => {
    const group = `Урна № 2 — ${KAZAKH}`;
    const { pdf, pages } = await aSheet(anExhibit(), lang, 'court', group);
    expect(textOf(pdf)).toContain(packed(`${word}${group}`));
    expect(pages).toBe(1);
    expect(textOf((await aSheet(anExhibit(), lang)).pdf)).not.toContain(packed(word));
  });

  test('is a sound file with every font embedded, tagged, with language and title and nothing of this machine', async () => {
    const { pdf, pages } = await aSheet(anExhibit(), 'kk');
    const file = saved(pdf);
    expect(pages).toBe(1);
    expect(run('qpdf', '--check', file).status).toBe(0);
    const fonts = run('pdffonts', file).stdout.trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
    const info = run('pdfinfo', file).stdout;
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+2-қосымша/);
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Lang (kk)');
    expect(run('pdfinfo', '-meta', file).stdout).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(Buffer.from(pdf).includes(Buffer.from(process.cwd()))).toBe(false);
  });

  test('flows to further pages and names itself on each', async () => {
    const note = Array.from({ length: 900 }, (_, n) => `word${n}`).join(' ');
    const { pdf, pages } = await aSheet(anExhibit({ title: 'W'.repeat(500), note }));
    expect(pages).toBeGreaterThan(2);
    const text = textOf(pdf);
    expect(text.match(/Exhibit2·page\d+of\d+/g)).toHaveLength(pages);
    expect(text).toContain('word0word1');
    expect(text).toContain('word899');
    expect(text).toContain('W'.repeat(500));
  });

  test('shows a stamp and names what is missing', async () => {
    const { pdf } = await aSheet(anExhibit({ missing: ['place', 'clock'] }));
    expect(textOf(pdf)).toContain(packed('INCOMPLETE: not stated: place with name and address, clock basis'));
  });

  test('is not misled by control, direction and unknown characters', async () => {
    const { pdf } = await aSheet(
      anExhibit({ title: 'safe\u202Egpj.exe\u0000\u0007 漢\uD800', note: 'line one\r\nline two' }),
    );
    const text = textOf(pdf);
    expect(text).toContain('safe‹U+202E›gpj.exe‹U+0000›‹U+0007›‹U+6F22›‹U+D800›');
    expect(text).toContain('lineonelinetwo');
    expect(run('qpdf', '--check', saved(pdf)).status).toBe(0);
  });

  test('in the public profile names nobody who worked on it', async () => {
    const { pdf } = await aSheet(anExhibit(), 'en', 'public');
    const text = textOf(pdf);
    for (const name of ['Observer4', 'Archive', 'firstreviewer', 'camera.mp4']) expect(text).not.toContain(name);
    expect(text).toContain('Station123');
    expect(text).toContain(packed('source, name withheld'));
  });

  test('is the same file when it is made again', async () => {
    const [one, two] = [await aSheet(anExhibit()), await aSheet(anExhibit())];
    expect(Buffer.compare(one.pdf, two.pdf)).toBe(0);
  });
});

describe.runIf(tools.length === 0)('the list and the custody record', () => {
  test('the list names every exhibit with its hashes, its violations and the law behind them', async () => {
    const exhibits = [anExhibit(), { ...anExhibit({ title: 'Another' }), number: '3' }];
    const pdf = await exhibitListPdf({
      resourcesDir,
      versions,
      text: loadSheetText(resourcesDir, 'ru'),
      profile: 'court',
      fingerprint,
      head: { count: 7, hash: 'a'.repeat(64), root: 'b'.repeat(64) },
      libraryTitle: 'Station 101',
      codebook,
      madeAt: new Date('2026-03-09T09:00:00Z'),
      exhibits: exhibits.map((exhibit) => ({ facts: { ...factsOf(exhibit), group: 'Урна № 2' }, firstPts: 0 })),
    });
    const text = textOf(pdf);
    // A section is named once, before the first of its exhibits.
    expect(text.split(packed('Урна № 2'))).toHaveLength(2);
    expect(text.indexOf(packed('Урна № 2'))).toBeLessThan(text.indexOf(packed('2 · Pack put')));
    for (const words of [
      'Station 101',
      '2 · Pack put into the box',
      '3 · Another',
      'CLE 41',
      'Вброс бюллетеней',
      'CLE:',
    ]) {
      expect(text).toContain(packed(words));
    }
    expect(text.split(sha256)).toHaveLength(3);
    // One key signs them all, and is named once.
    expect(text.split(packed(fingerprint))).toHaveLength(2);
    expect(run('qpdf', '--check', saved(pdf)).status).toBe(0);
  });

  test('the custody record shows the head of the chain and every entry that is told', async () => {
    const hash = 'c'.repeat(64);
    const entry = {
      seq: 7,
      at: '2026-03-09T09:00:00.000Z',
      operator: 'Reviewer',
      action: 'mark.created',
      subject: 'mk-1',
    };
    const input: CustodyPdfInput = {
      resourcesDir,
      versions,
      text: loadSheetText(resourcesDir, 'en'),
      fingerprint,
      madeAt: new Date('2026-03-09T09:00:00Z'),
      custody: {
        entries: [
          { ...entry, details: { title: 'ә' }, prev: 'b'.repeat(64), hash },
          {
            ...entry,
            at: null,
            operator: null,
            action: 'withheld',
            subject: null,
            details: {},
            prev: hash,
            hash: sha256,
            withheld: true,
          },
        ],
        head: { count: 2, hash: sha256 },
      },
    };
    const text = textOf(await custodyPdf(input));
    expect(text).toContain(sha256);
    expect(text).toContain(hash);
    expect(text).toContain('mark.created');
    expect(text).toContain(packed('about other evidence or about people: 1.'));
  });
});

test('a hash is grouped without losing a digit', () => {
  expect(grouped(sha256).replaceAll(' ', '')).toBe(sha256);
  expect(grouped(sha256).split(' ')).toHaveLength(8);
});
