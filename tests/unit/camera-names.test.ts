import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContinuityData } from '../../electron/core/features/continuity/continuity-data.ts';
import { fileNumbering, type NamedItem } from '../../electron/core/features/continuity/file-numbering.ts';
import { nameReader } from '../../electron/core/features/continuity/name-reader.ts';
import { sequenceFindings } from '../../electron/core/features/continuity/recorder-sequence.ts';
import { givenNameFindings, writerFindings } from '../../electron/core/features/continuity/writer-findings.ts';
import { newTempDir, removeFolder } from '../support/temp-dir.ts';

const { names, writers } = readContinuityData(resolve(import.meta.dirname, '../../resources'));
const read = nameReader(names);
const items = (all: readonly string[], source: string | null = null): NamedItem[] =>
  all.map((originalName, n) => ({ id: `e${n}`, originalName, source, durationSeconds: 600 }));
const numberingOf = (all: readonly string[]) => {
  const list = items(all);
  const [first] = list;
  return first === undefined ? null : fileNumbering(first, list, read);
};

describe('names', () => {
  test.each([
    ['DSC_0012.MOV', 'DSC_####', 12, null],
    ['dsc_0012 (2).mov', 'dsc_#### (2)', 12, null],
    ['MVI_1234.MP4', 'MVI_####', 1234, null],
    ['IMG_1234.MOV', 'IMG_####', 1234, null],
    ['GOPR0034.MP4', 'GOPR####', 34, null],
    ['GP010034.MP4', 'GP01####', 34, 1],
    ['GX010034.MP4', 'GX01####', 34, 1],
    ['00012.MTS', '#####', 12, null],
    ['DJI_0001.MP4', 'DJI_####', 1, null],
    ['C0001.MP4', 'C####', 1, null],
    ['P1000123.MP4', 'P100####', 123, null],
    ['2019_0609_101010_012F.MP4', '2019_0609_101010_###F', 12, null],
  ])('%s is numbered', (name, pattern, number, chapter) => {
    expect(read(name)?.numbered).toMatchObject({ pattern, number, chapter });
  });

  test.each([
    ['VID_20190609_101010.mp4', 'timed'],
    ['PXL_20210525_161021123.mp4', 'timed'],
    ['PXL_20210525_161021123.TS.mp4', 'timed'],
    ['20190609_101010(0).mp4', 'timed'],
    ['20190609_101010_NF.mp4', 'sequence'],
    ['ch01_20190609101010.mp4', 'sequence'],
    ['NVR_ch1_main_20190609100000_20190609110000.dav', 'sequence'],
    ['VID-20190609-WA0001.mp4', 'given'],
    ['IMG_E1234.MOV', 'given'],
  ])('%s is %s, so that no number is missing', (name, kind) => {
    expect(read(name)?.rule.kind).toBe(kind);
    expect(read(name)?.numbered).toBeNull();
  });

  test.each(['', '.', 'room.mp4', '00012.mp4', 'DSC_12.MOV', 'IMG_0000.MOV', `${'a'.repeat(300)}.mp4`])(
    '“%s” is of no camera’s kind',
    (name) => {
      expect(read(name)?.numbered ?? null).toBeNull();
    },
  );

  test('hostile names take no time', () => {
    const hostile = [
      'a_'.repeat(127),
      'ch'.repeat(127),
      'ch1_'.repeat(63),
      'd1_'.repeat(80),
      '2'.repeat(255),
      '\u202E\u0000',
    ];
    const begin = performance.now();
    for (const name of hostile) for (let n = 0; n < 50; n++) read(`${name.slice(0, 250)}${n}`);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});

describe('numbers', () => {
  test('of one camera, whatever the ending; others do not count', () => {
    const found = numberingOf(['IMG_0012.MOV', 'MVI_0014.HEIC', 'DSC_0013.MOV', 'IMG_0016.MOV', 'IMG_0016 (1).MOV']);
    expect(found?.numbering).toEqual({
      ...{ pattern: 'IMG_####', here: 12, present: [12, 14, 16] },
      ...{ missing: [13, 15], missingCount: 2 },
    });
    expect(found?.findings[0]?.message).toBe(
      'Of the 5 numbers from 0012 to 0016 in names like IMG_####, 2 are not in this library: 0013, 0015. Cameras number photographs in the same run.',
    );
    expect(numberingOf(['IMG_0012.MOV', 'IMG_0013.MOV'])).toMatchObject({
      numbering: { pattern: 'IMG_####.MOV' },
      findings: [],
    });
  });

  test('go on with the least after the greatest', () => {
    const found = numberingOf(['DSC_0002.MOV', 'DSC_9998.MOV', 'DSC_9999.MOV', 'DSC_5000.MOV']);
    expect(found?.numbering).toMatchObject({ present: [9998, 9999, 2], missing: [1], missingCount: 1 });
  });

  test('far apart are of different occasions; a whole round is no run without an end', () => {
    expect(numberingOf(['DSC_0010.MOV', 'DSC_0200.MOV'])).toMatchObject({
      numbering: { present: [10], missing: [] },
      findings: [],
    });
    const all = Array.from({ length: 9999 }, (_, n) => `DSC_${String(n + 1).padStart(4, '0')}.MOV`);
    expect(numberingOf(all)?.numbering).toMatchObject({ missingCount: 0 });
    expect(numberingOf(all)?.numbering?.present).toHaveLength(9999);
  });

  test('a list of missing ones is cut, its count is not', () => {
    const sparse = Array.from({ length: 40 }, (_, n) => `0${String(n * 99).padStart(4, '0')}.MTS`);
    expect(numberingOf(sparse)?.numbering).toMatchObject({ missingCount: 39 * 98 });
    expect(numberingOf(sparse)?.numbering?.missing).toHaveLength(2000);
  });

  test('of two sources are two cameras', () => {
    const [here] = items(['DSC_0001.MOV'], 'A');
    const all = [...items(['DSC_0001.MOV'], 'A'), ...items(['DSC_0003.MOV'], 'B')];
    expect(here && fileNumbering(here, all, read).numbering?.present).toEqual([1]);
  });

  test('chapters of a long recording', () => {
    const old = numberingOf(['GP020034.MP4', 'GP010034.MP4']);
    expect(old?.findings.map(({ message }) => message)).toEqual([
      'Recording 0034 was cut into chapters by the camera; of chapters 0 to 2, 00 is not in this library.',
    ]);
    expect(numberingOf(['GOPR0034.MP4', 'GP010034.MP4'])?.findings).toEqual([]);
    expect(numberingOf(['GX030034.MP4'])?.findings[0]?.message).toContain('of chapters 1 to 3, 01–02 are not');
  });
});

describe('a recorder’s parts', () => {
  const part = (id: string, originalName: string, durationSeconds: number | null): NamedItem => ({
    ...{ id, originalName, durationSeconds, source: null },
  });
  const parts = [
    part('a', 'ch01_20190609100000.mp4', 600.4),
    part('b', 'ch01_20190609101000.mp4', 480),
    part('c', 'ch01_20190609102000.mp4', null),
    part('other', 'ch02_20190609101800.mp4', 60),
    part('d', 'ch01_20190609101959_20190609103000.mp4', 601),
  ];
  const of = (id: string) =>
    parts.filter((each) => each.id === id).flatMap((each) => sequenceFindings(each, parts, read));

  test('that do not meet are told on both sides, and only of their own channel', () => {
    expect(of('a')).toEqual([]);
    expect(of('b')).toMatchObject([{ kind: 'missing_member', amount: 119 }]);
    expect(of('b')[0]?.message).toContain('1 min 59.0 s are in neither');
    expect(of('d').map(({ amount }) => amount)).toEqual([119, -600]);
    expect(of('other')).toEqual([]);
    expect(of('c')).toHaveLength(1);
  });
});

describe('writers', () => {
  const found = (...tags: [name: string, value: string][]) =>
    writerFindings(
      tags.map(([name, value]) => ({ name, value })),
      writers,
    ).map(({ message }) => message);

  test('are told with their words; cameras are not', () => {
    expect(found(['encoder', 'Lavf58.29.100'])[0]).toMatch(
      /^The file names “Lavf58\.29\.100” as its writer \(tag encoder\)\. This is the library of ffmpeg/,
    );
    expect(found(['encoder', 'HandBrake 1.3.0 2019110900'])).toHaveLength(1);
    expect(found(['handler_name', 'ISO Media file produced by Google Inc.'])[0]).toContain('YouTube');
    expect(found(['comment', 'Made with Remotion 4.0.351'], ['comment', 'Lavf'])).toHaveLength(1);
    const camera = [
      ['handler_name', 'Core Media Video'],
      ['handler_name', 'VideoHandle'],
      ['com.apple.quicktime.software', '14.5.1'],
      ['encoder', 'GoPro AVC encoder'],
      ['encoder', '4.3.5'],
      ['major_brand', 'mp42'],
      ['comment', 'a film about Lavf58 and HandBrake'],
    ] satisfies [string, string][];
    expect(found(...camera)).toEqual([]);
  });

  test('one software encoder is told once, however often it is named', () => {
    const all = found(
      ['encoder', 'Lavc58.54.100 libx264'],
      ['stream text', 'x264 - core 164 r3095 - H.264/MPEG-4 AVC codec'],
    );
    expect(all).toHaveLength(1);
    expect(found(['stream text', 'x264 - core 164 r3095 - H.264/MPEG-4 AVC codec'])[0]).toMatch(
      /^The stream names “x264 - core 164 r3095” as its encoder/,
    );
  });

  test('what a file says is shown short and printable', () => {
    const [message = ''] = found(['encoder', `Lavf5\u202e8\u0007${'x'.repeat(400)}`]);
    expect([...message].filter((character) => character === '\u202e' || character === '\u0007')).toEqual([]);
    expect(message.length).toBeLessThan(400);
  });

  test('names that programs give', () => {
    expect(givenNameFindings(read('VID-20190609-WA0001.mp4'))[0]?.message).toContain('WhatsApp');
    expect(givenNameFindings(read('DSC_0001.MOV'))).toEqual([]);
    expect(givenNameFindings(null)).toEqual([]);
  });
});

test('broken tables are refused with their name', () => {
  const dir = newTempDir('tables');
  try {
    mkdirSync(join(dir, 'continuity'));
    const names = [{ id: 'x', kind: 'given', by: 'y', pattern: '(' }];
    writeFileSync(join(dir, 'continuity', 'camera-names.json'), JSON.stringify({ version: '1', note: '', names }));
    expect(() => readContinuityData(dir)).toThrow(/camera-names\.json.*is no pattern/);
    expect(() => readContinuityData(join(dir, 'nowhere'))).toThrow(/cannot be read/);
  } finally {
    removeFolder(dir);
  }
});
