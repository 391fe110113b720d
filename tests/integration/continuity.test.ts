import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import type { ContinuityFinding, ContinuityReport } from '../../shared/continuity.ts';
import { codeOf, importAll, importOne, newCase, openCase, put } from '../support/case-library.ts';
import { EACH_ALONE, H264_GOP_25, joinFilms, makeCourseFilm } from '../support/course-films.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const tempDir = sharedTempDirs('continuity');
let dir: string;
let libraryDir: string;
let core: Core;

beforeAll(async () => {
  dir = tempDir();
  libraryDir = await newCase(dir);
  core = await openCase(libraryDir);
});
afterAll(() => core.close());

async function reportOf(path: string, details = {}): Promise<ContinuityReport> {
  return core.call('evidence.continuity', { id: await importOne(core, path, details) });
}

const kinds = ({ findings }: ContinuityReport) => findings.map(({ kind }) => kind);
const only = (report: ContinuityReport, kind: ContinuityFinding['kind']) =>
  report.findings.filter((finding) => finding.kind === kind);

describe('recordings in which there is nothing to find', () => {
  test('a camera at 25 pictures a second with a key frame every second, and sound', async () => {
    const report = await reportOf(makeCourseFilm(dir, { name: 'clean-25.mp4', frames: 250, soundAfter: 0 }));
    expect(report.findings).toEqual([]);
    expect(report.numbering).toBeNull();
    expect(report.looked).toEqual({ frames: 250, seconds: 10, pictures: true, sound: true, parameters: true });
  });

  test.each([
    ['29.97 in MP4', 'clean-2997.mp4', '30000/1001'],
    ['29.97 in Matroska, whose times are whole milliseconds', 'clean-ms.mkv', '30000/1001'],
    ['59.94 in a transport stream', 'clean-5994.ts', '60000/1001'],
  ])('%s', async (_, name, rate) => {
    const report = await reportOf(makeCourseFilm(dir, { name, frames: 300, rate }));
    expect(report.findings).toEqual([]);
    expect(report.looked).toMatchObject({ frames: 300, pictures: true, parameters: true, sound: false });
  });

  test('a phone with uneven steps, but for the program that wrote the file', async () => {
    const report = await reportOf(makeTestFilm(dir, { name: 'phone.mp4', frames: 150, variableRate: true }));
    expect(new Set(kinds(report))).toEqual(new Set(['writer']));
    expect(report.findings[0]?.message).toContain('libx264');
  });
});

describe('recordings with something in them', () => {
  test('a gap: where, and for how long', async () => {
    const filter = "setpts='PTS+gt(N,74)*8/TB'";
    const report = await reportOf(makeCourseFilm(dir, { name: 'gap.mp4', frames: 150, filter }));
    expect(kinds(report)).toEqual(['gap']);
    expect(report.findings[0]).toMatchObject({ first: 74, last: 75 });
    expect(report.findings[0]?.amount).toBeCloseTo(8, 3);
    expect(report.findings[0]?.message).toMatch(/^No picture for 8\.00 s between frames 74 and 75/);
  });

  test('pictures that a steady rate leaves out', async () => {
    const filter = "select='not(eq(n,60)+eq(n,61))'";
    const report = await reportOf(makeCourseFilm(dir, { name: 'dropped.mp4', frames: 120, filter }));
    expect(kinds(report)).toEqual(['dropped']);
    expect(report.findings[0]).toMatchObject({ first: 59, last: 60, amount: 2 });
  });

  test('a picture that stands still, and a stretch that comes twice', async () => {
    const still = makeCourseFilm(dir, {
      ...{ name: 'still.mov', frames: 100, encode: EACH_ALONE },
      // The filter counts pictures from 1.
      filter: 'loop=loop=11:size=1:start=51,setpts=N/25/TB',
    });
    const report = await reportOf(still);
    expect(kinds(report)).toEqual(['duplicates']);
    expect(report.findings[0]).toMatchObject({ first: 50, last: 61, amount: 11 });
    expect(report.findings[0]?.message).toContain('12 times');

    const twice = makeCourseFilm(dir, {
      ...{ name: 'twice.mov', frames: 110, encode: EACH_ALONE },
      filter: 'loop=loop=1:size=40:start=21,setpts=N/25/TB',
    });
    const found = only(await reportOf(twice), 'repeated_stretch');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ first: 60, last: 99, amount: 40 });
    expect(found[0]?.message).toContain('frames 20 to 59');
  });

  test('another rate: in the dark, and between constant ones', async () => {
    const filter = "setpts='if(lt(N,120),N/30,4+(N-120)/15)/TB'";
    const dark = await reportOf(makeCourseFilm(dir, { name: 'dark.mp4', frames: 200, rate: '30', filter }));
    expect(kinds(dark)).toEqual(['rate_change']);
    expect(dark.findings[0]).toMatchObject({ last: 120 });
    expect(dark.findings[0]?.message).toBe('The rate goes from 30.0 to 15.0 pictures a second at frame 120.');
  });

  test('a key frame off the camera’s distance', async () => {
    const encode = [...H264_GOP_25, '-force_key_frames', '5.2'];
    const report = await reportOf(makeCourseFilm(dir, { name: 'key.mp4', frames: 300, encode }));
    expect(kinds(report)).toEqual(['gop_change']);
    expect(report.findings[0]).toMatchObject({ first: 125, last: 130, amount: 5 });
  });

  test('two encodes in one file, of one size and of two', async () => {
    const first = makeCourseFilm(dir, { name: 'first.ts', frames: 150 });
    const other = ['-c:v', 'libx264', '-preset', 'medium', '-g', '12', '-keyint_min', '12'];
    const second = makeCourseFilm(dir, { name: 'second.ts', frames: 150, encode: other });
    const joined = await reportOf(joinFilms(dir, 'joined.ts', [first, second]));
    expect(only(joined, 'encoder_change')[0]).toMatchObject({ first: 149, last: 150 });
    expect(only(joined, 'encoder_change')[0]?.message).toMatch(/Baseline .* before, High .* from there on/);
    expect(only(joined, 'gop_change')[0]).toMatchObject({ first: 150, last: 150, amount: 12 });
    expect(only(joined, 'size_change')).toEqual([]);

    const small = makeCourseFilm(dir, { name: 'small.ts', frames: 50, size: '96x64' });
    const sizes = only(await reportOf(joinFilms(dir, 'sizes.ts', [first, small])), 'size_change');
    expect(sizes).toHaveLength(1);
    expect(sizes[0]).toMatchObject({ first: 149, last: 150 });
    expect(sizes[0]?.message).toContain('from 160 × 120 to 96 × 64 pixels');
  });

  test('sound that begins later than the pictures', async () => {
    const report = await reportOf(makeCourseFilm(dir, { name: 'late.mkv', frames: 150, soundAfter: 2 }));
    expect(kinds(report)).toEqual(['sound_offset']);
    expect(report.findings[0]?.amount).toBeCloseTo(2, 1);
    expect(report.findings[0]?.message).toMatch(/^The sound begins 2\.\d\d s after the first picture/);
    expect(report.findings[0]).toMatchObject({ first: 0, last: 0 });
  });

  test('a clock that jumps between two readings', async () => {
    const path = makeCourseFilm(dir, { name: 'clock.mp4', frames: 100 });
    const reading = (frame: number, shown: string) => ({ frame, pts: frame * 3600, shown });
    const readings = [reading(0, '2023-03-19T10:00:00'), reading(75, '2023-03-19T10:10:03')];
    const timing = { basis: 'burnt-in' as const, readings, zone: '+05:00' };
    const id = await importOne(core, path);
    await core.call('evidence.set', { ids: [id], details: { timing } });
    const report = await core.call('evidence.continuity', { id });
    expect(kinds(report)).toEqual(['clock_jump']);
    expect(report.findings[0]).toMatchObject({ first: 0, last: 75, amount: 600 });
  });
});

describe('the files beside a recording', () => {
  const names = ['DSC_0010.MOV', 'DSC_0011.JPG', 'DSC_0014.MOV', 'DSC_9000.MOV', 'GX010007.MP4', 'GX030007.MP4'];

  test('numbers of the same camera that are here and that are not', async () => {
    const files = names.map((name, i) => put(join(dir, 'card'), name, `no film ${i}`));
    const imported = await importAll(core, files, { source: 'card 1' });
    const [id = ''] = imported.map(({ item }) => item?.id);
    await importOne(core, put(join(dir, 'other'), 'DSC_0012.MOV', 'of another source'), { source: 'card 2' });

    const report = await core.call('evidence.continuity', { id });
    expect(report.numbering).toEqual({
      ...{ pattern: 'DSC_####', here: 10, present: [10, 11, 14] },
      ...{ missing: [12, 13], missingCount: 2 },
    });
    expect(only(report, 'missing_member').map(({ amount }) => amount)).toEqual([2]);
    expect(report.looked).toMatchObject({ frames: 0, pictures: false, sound: false });

    const chapter = await core.call('evidence.continuity', { id: imported[4]?.item?.id ?? '' });
    expect(only(chapter, 'missing_member').map(({ message }) => message)).toEqual([
      'Recording 0007 was cut into chapters by the camera; of chapters 1 to 3, 02 is not in this library.',
    ]);
  });
});

test('the second answer comes from what was kept, and a damaged note of it is made anew', async () => {
  const path = makeCourseFilm(dir, { name: 'kept.mp4', frames: 60 });
  const [made] = await importAll(core, [path]);
  const { id = '', sha256 = '' } = made?.item ?? {};
  const first = await core.call('evidence.continuity', { id });
  put(join(libraryDir, 'derived', sha256.slice(0, 2), sha256), 'course.json', '{"version":1,"whole":tr');
  await core.close();
  core = await openCase(libraryDir);
  expect(await core.call('evidence.continuity', { id })).toEqual(first);
});

test('what is no recording, and what is not there', async () => {
  const id = await importOne(core, put(dir, 'note.txt', 'nothing to see'));
  const report = await core.call('evidence.continuity', { id });
  expect(report.findings).toEqual([]);
  expect(report.looked).toEqual({ frames: 0, seconds: 0, pictures: false, sound: false, parameters: false });
  expect(await codeOf(core.call('evidence.continuity', { id: 'ev-none' }))).toBe('not_found');
});
