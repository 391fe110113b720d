import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { manifestText } from '../../electron/core/features/exhibits/bag/bag-writer.ts';
import { exhibitFacts } from '../../electron/core/features/exhibits/exhibit/exhibit-record.ts';
import {
  contentsCommand,
  contentsHash,
  exhibitCommand,
  exhibitHash,
  qrText,
  shortHash,
} from '../../electron/core/features/exhibits/print/printed-hash.ts';
import { sheetPdf } from '../../electron/core/features/exhibits/print/sheet-pdf.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { toolVersions } from '../../electron/core/features/exhibits/print/tool-versions.ts';
import { LANGUAGES, type Language } from '../../shared/violation.ts';
import { aMark, anItem } from '../support/made-values.ts';
import { tempDirs } from '../support/temp-dir.ts';

const resourcesDir = resolve(import.meta.dirname, '../../resources');
const newDir = tempDirs('sheet-hashes');
const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashes = { exhibit: sum('an exhibit'), contents: sum('the contents') };
const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const tools = ['pdftoppm', 'pdftotext', 'pdfimages'].filter((tool) => !has(tool));
if (tools.length > 0) process.stdout.write(`Not reading QR codes off sheets with ${tools.join(', ')}: not here.\n`);

async function aSheet(lang: Language, own: typeof hashes | null): Promise<string> {
  const exhibit = { number: '7', missing: [], evidence: anItem({}), mark: aMark({ title: 'Box', in: 3, out: 5 }) };
  const facts = exhibitFacts(exhibit, 'court', {
    findPlace: () => undefined,
    findViolation: () => undefined,
    keptClockWords: () => '',
  });
  const text = loadSheetText(resourcesDir, lang);
  const context = { text, profile: 'court', firstPts: 0 } as const;
  const versions = toolVersions(resourcesDir, 'ffmpeg version 5.1');
  const { pdf } = await sheetPdf({
    resourcesDir,
    versions,
    facts,
    context,
    fingerprint: 'SHA256:x',
    pictures: [],
    hashes: own,
  });
  const file = join(newDir(), 'sheet.pdf');
  writeFileSync(file, pdf);
  return file;
}

async function codeOn(file: string): Promise<string | undefined> {
  spawnSync('pdftoppm', ['-r', '150', '-png', '-singlefile', file, file]);
  const { data, info } = await sharp(`${file}.png`).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

describe.runIf(tools.length === 0)('a sheet of paper', () => {
  test.each(LANGUAGES)(
    'in %s has a code that a camera reads, drawn and not a picture, and the short hashes',
    async (lang) => {
      const file = await aSheet(lang, hashes);
      expect(await codeOn(file)).toBe(
        `aigaq exhibit 1\nnumber 7\nexhibit ${hashes.exhibit}\ncontents ${hashes.contents}\n`,
      );
      expect(spawnSync('pdfimages', ['-list', file], { encoding: 'utf8' }).stdout.trim().split('\n')).toHaveLength(2);
      const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;
      for (const hash of [hashes.exhibit, hashes.contents]) expect(text).toContain(shortHash(hash));
    },
  );

  test('that is a preview has neither, and says so', async () => {
    const file = await aSheet('en', null);
    expect(await codeOn(file)).toBeUndefined();
    const text = spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, ' ');
    expect(text).toContain('the hashes of the exhibit and of all contents stand here');
  });
});

describe('the hashes on a sheet', () => {
  const sums = new Map(
    [
      ...['clip.mp4', 'exhibit.json', 'sheet.pdf', 'still-in.png'].map((name) => `data/exhibits/1/${name}`),
      ...['clip.mp4', 'sheet.pdf', 'exhibit.json'].map((name) => `data/exhibits/12/${name}`),
      ...['data/originals/a.mp4', 'data/index.html', 'data/custody.json'],
    ].map((path) => [path, sum(path)]),
  );

  test('are those that the commands make from the manifest', () => {
    const dir = newDir();
    writeFileSync(join(dir, 'manifest-sha256.txt'), manifestText(sums));
    const good = [
      contentsCommand(contentsHash(sums)),
      exhibitCommand('1', exhibitHash(sums, '1')),
      exhibitCommand('12', exhibitHash(sums, '12')),
    ];
    for (const command of good) expect(spawnSync('/bin/sh', ['-c', command], { cwd: dir }).status, command).toBe(0);
    const bad = exhibitCommand('1', exhibitHash(sums, '12'));
    expect(spawnSync('/bin/sh', ['-c', bad], { cwd: dir }).status).toBe(1);
  });

  test('change with every file but sheets, what lists them, and what is about all exhibits', () => {
    const changed = (path: string) => new Map([...sums, [path, sum('other')]]);
    for (const path of ['data/exhibits/1/sheet.pdf', 'data/exhibits/1/exhibit.json', 'data/index.html']) {
      expect(contentsHash(changed(path))).toBe(contentsHash(sums));
    }
    for (const path of ['data/exhibits/1/clip.mp4', 'data/exhibits/12/clip.mp4', 'data/originals/a.mp4']) {
      expect(contentsHash(changed(path))).not.toBe(contentsHash(sums));
    }
    expect(exhibitHash(changed('data/exhibits/12/clip.mp4'), '1')).toBe(exhibitHash(sums, '1'));
    expect(exhibitHash(changed('data/exhibits/1/clip.mp4'), '1')).not.toBe(exhibitHash(sums, '1'));
  });

  test('are described with the code as it is', () => {
    const format = readFileSync(join(resourcesDir, 'docs/data-format.md'), 'utf8');
    const example = /```text qr-example\n([\s\S]*?)```/.exec(format)?.[1];
    expect(example).toBe(qrText('3', { exhibit: sum(''), contents: sum('abc') }));
  });
});
