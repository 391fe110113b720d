import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFilm } from '../../electron/core/sample/film-maker.ts';
import { openSampleFonts } from '../../electron/core/sample/glyph-text.ts';
import { frameAt, PACK } from '../../electron/core/sample/hall-events.ts';
import { HALL_FILE, HALL_RATE, planHallFilm } from '../../electron/core/sample/hall-film.ts';
import { drawLabelStrip, type LabelStrip } from '../../electron/core/sample/label-strip.ts';
import { makeSampleCase } from '../../electron/core/sample/make-sample.ts';
import { turnQuarterClockwise } from '../../electron/core/sample/mp4-rotation.ts';
import { PHONE_FILE, PHONE_FRAMES, phonePts } from '../../electron/core/sample/phone-film.ts';
import {
  makeProtocolPhoto,
  makeProtocolScan,
  PHOTO_FILE,
  SCAN_FILE,
} from '../../electron/core/sample/protocol-files.ts';
import type { SampleCase } from '../../electron/core/sample/sample-case.ts';
import { COPY_FIGURES, type ProtocolFigures, SCAN_FIGURES } from '../../electron/core/sample/sample-protocol.ts';
import { planSecondCameraFilm, SECOND_CAMERA_FILE } from '../../electron/core/sample/second-camera-film.ts';
import { Details } from '../../shared/evidence.ts';
import { Codebook } from '../../shared/violation.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const resourcesDir = join(import.meta.dirname, '../../resources');
const newDir = sharedTempDirs('sample');
const never = new AbortController().signal;
const steps: string[] = [];
let dir = '';
let sample: SampleCase;

const make = (into: string, signal: AbortSignal) =>
  makeSampleCase({ ffmpeg: 'ffmpeg', resourcesDir, dir: into, signal, onStep: (step) => steps.push(step) });
const file = (name: string) => join(dir, name);
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** ffprobe's word on the first video stream, every picture of it counted. */
function judge(name: string) {
  const entries = 'stream=codec_name,width,height,time_base,nb_read_frames:stream_side_data=rotation:frame=pts';
  const args = ['-v', 'error', '-select_streams', 'v:0', '-count_frames', '-show_entries', entries, '-of', 'json'];
  const said = JSON.parse(execFileSync('ffprobe', [...args, file(name)], { maxBuffer: 1 << 26 }).toString());
  const rotation = said.streams[0].side_data_list?.[0]?.rotation ?? 0;
  return { ...said.streams[0], rotation, pts: said.frames.map((frame: { pts: number }) => frame.pts) };
}

beforeAll(async () => {
  dir = newDir();
  sample = await make(dir, never);
});

test('makes five files below 30 MB and leaves nothing else', () => {
  expect(sample.evidence.map(({ path }) => basename(path)).sort()).toEqual(
    [HALL_FILE, SECOND_CAMERA_FILE, PHONE_FILE, SCAN_FILE, PHOTO_FILE].sort(),
  );
  const bytes = sample.evidence.reduce((sum, { path }) => sum + statSync(path).size, 0);
  expect(bytes).toBeLessThan(30e6);
  expect(existsSync(join(dir, 'parts'))).toBe(false);
  expect(steps).toHaveLength(6);
});

describe('recordings', () => {
  test('the hall camera: H.264, 500 pictures, 25 a second', () => {
    const hall = judge(HALL_FILE);
    expect(hall).toMatchObject({ codec_name: 'h264', width: 1280, height: 720, nb_read_frames: '500', rotation: 0 });
    expect(new Set(hall.pts.slice(1).map((pts: number, i: number) => pts - hall.pts[i])).size).toBe(1);
  });

  test('the phone: coded lying, shown upright, at variable rate exactly as planned', () => {
    const phone = judge(PHONE_FILE);
    expect(phone).toMatchObject({ codec_name: 'h264', width: 1280, height: 720, rotation: -90, time_base: '1/90000' });
    expect(phone.pts).toEqual(Array.from({ length: PHONE_FRAMES }, (_, n) => phonePts(n)));
  });

  test('the second camera: MPEG-4 ASP, which browsers do not play', () => {
    expect(judge(SECOND_CAMERA_FILE)).toMatchObject({
      codec_name: 'mpeg4',
      width: 640,
      height: 480,
      nb_read_frames: '250',
    });
  });

  test('every picture of a recording differs from the one before', () => {
    for (const name of [HALL_FILE, PHONE_FILE, SECOND_CAMERA_FILE]) {
      const args = [
        '-v',
        'error',
        '-i',
        file(name),
        '-map',
        '0:v:0',
        '-f',
        'framemd5',
        '-fps_mode',
        'passthrough',
        '-',
      ];
      const lines = execFileSync('ffmpeg', args)
        .toString()
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'));
      const md5 = lines.map((line) => line.split(',').at(-1)?.trim());
      expect(new Set(md5).size, name).toBe(md5.length);
    }
  });
});

/** Mean difference of grey values between the read-out of frame n in the film and the drawn read-out `drawn`. */
function difference(n: number, strip: LabelStrip, drawn: number, at: readonly [number, number]): number {
  const crop = `select=eq(n\\,${n}),crop=${strip.width}:${strip.height}:${at[0]}:${at[1]},format=gray`;
  const args = ['-v', 'error', '-i', file(HALL_FILE), '-vf', crop, '-frames:v', '1', '-f', 'rawvideo', '-'];
  const seen = execFileSync('ffmpeg', args);
  const size = strip.width * strip.height;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.abs((seen[i] ?? 0) - (strip.data[drawn * size + i] ?? 0));
  return sum / size;
}

test('frame n shows the read-out of frame n and of no neighbour', async () => {
  const fonts = openSampleFonts(resourcesDir);
  const plan = planHallFilm(fonts);
  const strip = await drawLabelStrip(fonts, plan.labels, plan.labelSize);
  for (const n of [0, 1, 257, 499]) {
    const own = difference(n, strip, n, plan.labelAt);
    for (const other of [n - 1, n + 1].filter((m) => m >= 0 && m < plan.labels.length)) {
      expect(own, `frame ${n} against ${other}`).toBeLessThan(difference(n, strip, other, plan.labelAt) * 0.8);
    }
  }
});

describe('protocols', () => {
  const inBoxes = (f: ProtocolFigures) => f.inPortable + f.inStationary;
  const issued = (f: ProtocolFigures) => f.issuedInside + f.issuedOutside;
  const votes = (f: ProtocolFigures) => f.first + f.second + f.third + f.against;

  test('the copy adds up, the scan does not', () => {
    for (const figures of [COPY_FIGURES, SCAN_FIGURES]) {
      expect(issued(figures) + figures.cancelled).toBe(figures.received);
      expect(figures.invalid + figures.valid).toBe(inBoxes(figures));
    }
    expect([inBoxes(COPY_FIGURES), votes(COPY_FIGURES)]).toEqual([issued(COPY_FIGURES), COPY_FIGURES.valid]);
    expect(inBoxes(SCAN_FIGURES)).toBeGreaterThan(issued(SCAN_FIGURES));
    expect(votes(SCAN_FIGURES)).toBeGreaterThan(SCAN_FIGURES.valid);
  });

  test('the scan is a PDF of two picture pages, the photograph a JPEG', () => {
    const scan = readFileSync(file(SCAN_FILE)).toString('latin1');
    expect(scan.startsWith('%PDF-1.')).toBe(true);
    expect(scan.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
    expect(scan.match(/\/Subtype \/Image/g)).toHaveLength(2);
    expect(readFileSync(file(PHOTO_FILE)).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });
});

describe('story', () => {
  test('details are valid, and at least one item still lacks a fact for the gate', () => {
    for (const { details } of sample.evidence) expect(Details.parse(details)).toEqual(details);
    const lacking = sample.evidence.filter(({ details }) => !details.clock || !details.custodian || !details.place);
    expect(lacking.map(({ path }) => basename(path))).toEqual([PHONE_FILE, PHOTO_FILE]);
  });

  test('marks name made files, existing frames and types of the codebook', () => {
    const book = Codebook.parse(JSON.parse(readFileSync(join(resourcesDir, 'codebooks/kz-2019.json'), 'utf8')));
    const codes = new Set(book.types.map((type) => type.code));
    for (const mark of sample.marks) {
      expect(existsSync(file(mark.file))).toBe(true);
      for (const code of mark.violations) expect(codes).toContain(code);
      if ('in' in mark.span) expect(mark.span.in < mark.span.out && mark.span.out < 500).toBe(true);
    }
    const [first] = sample.marks;
    const drops = PACK.drops.map((drop) => frameAt(HALL_RATE, drop));
    expect(first?.span).toMatchObject({ in: expect.any(Number) });
    if (first && 'in' in first.span) {
      expect(first.span.in).toBeLessThan(Math.min(...drops));
      expect(first.span.out).toBeGreaterThan(Math.max(...drops));
    }
  });
});

describe('when things go wrong', () => {
  test('a second making gives the same bytes', async () => {
    const again = newDir();
    const fonts = openSampleFonts(resourcesDir);
    mkdirSync(join(again, 'parts'));
    const made = [
      await makeFilm(planSecondCameraFilm(fonts), { ffmpeg: 'ffmpeg', fonts, dir: again, signal: never }),
      await makeProtocolScan(fonts, again),
      await makeProtocolPhoto(fonts, again),
    ];
    for (const path of made) expect(sha256(path), basename(path)).toBe(sha256(file(basename(path))));
  });

  test('stopping ends it at once and removes the parts', async () => {
    const stopped = newDir();
    const stop = new AbortController();
    const made = makeSampleCase({
      ffmpeg: 'ffmpeg',
      resourcesDir,
      dir: stopped,
      signal: stop.signal,
      onStep: () => setTimeout(() => stop.abort(), 800),
    });
    await expect(made).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(join(stopped, 'parts'))).toBe(false);
  });

  test('a missing ffmpeg and a missing font are said in words', async () => {
    const options = { dir: newDir(), signal: never, onStep: () => {} };
    const noFfmpeg = makeSampleCase({ ...options, resourcesDir, ffmpeg: '/nowhere/ffmpeg' });
    await expect(noFfmpeg).rejects.toMatchObject({ code: 'ffmpeg_missing' });
    const noFont = makeSampleCase({ ...options, resourcesDir: newDir(), ffmpeg: 'ffmpeg' });
    await expect(noFont).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Inter-Regular.ttf'),
    });
  });

  test('a file without a video track is not rotated', () => {
    expect(() => turnQuarterClockwise(Buffer.alloc(64))).toThrow('no video track');
    expect(() => turnQuarterClockwise(Buffer.alloc(0))).toThrow('no video track');
  });
});
