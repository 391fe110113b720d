import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import type { AnnotationShape } from '../../shared/annotation.ts';
import { geometryAt, isShownAt } from '../../shared/annotation-motion.ts';
import type { Region } from '../../shared/mark.ts';
import { correlation, difference, type Planes, pixelsIn, planesOf } from '../support/burn-judge.ts';
import { burntClip, hiding, repeated, WAYS_OF_HIDING } from '../support/burnt-clip.ts';
import { type FilmShape, makeTestFilm, trueFrames } from '../support/films.ts';
import { aBox } from '../support/made-annotations.ts';
import { type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('burnt-clips');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const SPAN = [4, 13] as const;
const REGION = { x: 0.25, y: 0.25, width: 0.3, height: 0.4 };
const THERE = { x: 0.6, y: 0.5, width: 0.3, height: 0.4 };
/** Coding leaves a few values of noise, and blocks at an edge a little more. */
const CODING = 4;
const NEAR = 8;

const film = (shape: Partial<FilmShape> = {}): string =>
  makeTestFilm(newDir(), { name: 'film.mp4', frames: 20, ...shape });

/** Burns one hiding shape in and compares every picture of the clip with ffmpeg's own of the source. */
async function judge(path: string, [width, height]: readonly [number, number], shape: AnnotationShape) {
  const { out } = await burntClip(room, newDir(), path, SPAN, [shape]);
  const source = planesOf(path, width, height).slice(SPAN[0], SPAN[1] + 1);
  const clip = planesOf(out, width, height, ['-ignore_editlist', '1']);
  expect(clip).toHaveLength(source.length);
  const { frames } = trueFrames(path);
  for (const [i, own] of source.entries()) {
    const n = SPAN[0] + i;
    const region = geometryAt(shape, n, (frame) => frames[frame]?.pts ?? 0) as Region;
    judgePicture(own, clip[i] as Planes, region, isShownAt(shape, n), `frame ${n}`);
  }
}

function judgePicture(own: Planes, made: Planes, region: Region, isHidden: boolean, name: string): void {
  const inside = pixelsIn(made, region);
  const outside = pixelsIn(made, region, NEAR).map((is) => !is);
  expect(difference(own, made, outside).mean, `${name}, outside`).toBeLessThan(CODING);
  if (isHidden) expect(Math.abs(correlation(own, made, inside)), `${name}, inside`).toBeLessThan(0.3);
  else expect(difference(own, made, inside).mean, `${name}, inside`).toBeLessThan(CODING);
}

describe('what is hidden is in no picture of a clip, and all else is in every one', () => {
  test.each(WAYS_OF_HIDING)('by %s, standing and moving', async (kind) => {
    const path = film();
    await judge(path, [320, 240], hiding(kind, [6, 10], { 6: REGION }));
    await judge(path, [320, 240], hiding(kind, [5, 12], { 5: REGION, 12: THERE }));
  });

  test.each<[string, Partial<FilmShape>, readonly [number, number]]>([
    ['a variable frame rate', { variableRate: true }, [320, 240]],
    ['a turned film', { rotated: true }, [240, 320]],
    ['odd sides', { name: 'odd.mkv', size: '319x241', encode: ['-c:v', 'ffv1', '-pix_fmt', 'yuv420p'] }, [320, 242]],
    ['red, green and blue', { name: 'rgb.mkv', encode: ['-c:v', 'ffv1', '-pix_fmt', 'bgr0'] }, [320, 240]],
    ['ten bits', { encode: ['-c:v', 'libx264', '-pix_fmt', 'yuv422p10le', '-bf', '0'] }, [320, 240]],
    [
      'full range',
      { encode: ['-c:v', 'libx264', '-pix_fmt', 'yuvj422p', '-color_range', 'pc', '-bf', '0'] },
      [320, 240],
    ],
  ])('with %s', async (_, shape, size) => {
    const path = film(shape);
    await judge(path, size, hiding('pixelate', [5, 12], { 5: REGION, 12: THERE }));
    await judge(path, size, hiding('solid', [4, 9], { 4: REGION, 9: THERE }));
  });

  test.each(WAYS_OF_HIDING)('by %s, so that it could be anything with the same average', async (kind) => {
    const lossless = ['-c:v', 'ffv1', '-pix_fmt', 'yuv420p'];
    const path = film({ name: 'a.mkv', encode: lossless });
    const other = join(newDir(), 'b.mkv');
    // The region of 96 x 96 pixels is mirrored: all is another picture there, with the same sum.
    const mirrored = '[0:v]split[a][b];[b]crop=96:96:80:60,hflip[c];[a][c]overlay=80:60:format=yuv420';
    makeWithFfmpeg('-i', path, '-filter_complex', mirrored, ...lossless, other);
    const shape = hiding(kind, SPAN, { 4: REGION });
    const clips = await Promise.all([path, other].map((file) => burntClip(room, newDir(), file, SPAN, [shape])));
    const [one, two] = clips.map(({ out }) => readFileSync(out));
    expect(planesOf(path, 320, 240)[6]?.y.equals(planesOf(other, 320, 240)[6]?.y ?? Buffer.alloc(0))).toBe(false);
    expect(two?.equals(one ?? Buffer.alloc(0))).toBe(true);
  });

  test('in colour as well as in light', async () => {
    const path = film();
    const { out } = await burntClip(room, newDir(), path, SPAN, [hiding('solid', SPAN, { 4: REGION })]);
    for (const { chroma } of planesOf(out, 320, 240)) {
      for (const [plane, x, y] of [0, 1].flatMap((p) => [[p, 45, 35] as const, [p, 80, 70] as const])) {
        expect(Math.abs((chroma[plane * 160 * 120 + y * 160 + x] ?? 0) - 128)).toBeLessThan(4);
      }
    }
  });

  test('in an ellipse that moves on a film whose pixels are not square', async () => {
    const path = join(newDir(), 'wide.mp4');
    makeWithFfmpeg('-i', film(), '-vf', 'setsar=16/11', '-c:v', 'libx264', '-qp', '10', path);
    const shape = hiding('blur', [5, 12], { 5: REGION, 12: THERE }, 'ellipse');
    const { out } = await burntClip(room, newDir(), path, SPAN, [shape]);
    const middle = { x: REGION.x + 0.07, y: REGION.y + 0.1, width: 0.16, height: 0.2 };
    const [own, made] = [planesOf(path, 320, 240)[5], planesOf(out, 320, 240)[1]] as [Planes, Planes];
    expect(Math.abs(correlation(own, made, pixelsIn(made, middle)))).toBeLessThan(0.3);
    expect(difference(own, made, pixelsIn(made, { ...REGION, width: 0.02, height: 0.03 })).mean).toBeLessThan(CODING);
  });
});

describe('notes', () => {
  const box = (from: number, to: number) => aBox('note', [[from, 0.4]], { from, to });
  /** The stroke of the box's left edge. */
  const EDGE = { x: 0.4 - 0.003, y: 0.05, width: 0.006, height: 0.1 };

  test.each([false, true])('are on exactly their frames, also where frames are uneven: %s', async (variableRate) => {
    const path = film({ variableRate });
    const { out } = await burntClip(room, newDir(), path, SPAN, [box(7, 9), hiding('solid', [6, 8], { 6: THERE })]);
    const source = planesOf(path, 320, 240).slice(SPAN[0]);
    const changed = planesOf(out, 320, 240).map((made, i) => {
      const own = source[i] as Planes;
      return [EDGE, THERE].map((region) => difference(own, made, pixelsIn(made, region, 1)).mean > 12);
    });
    const noted = changed.flatMap(([note], i) => (note === true ? [i + SPAN[0]] : []));
    const redacted = changed.flatMap(([, hides], i) => (hides === true ? [i + SPAN[0]] : []));
    expect({ noted, redacted }).toEqual({ noted: [7, 8, 9], redacted: [6, 7, 8] });
  });

  test('enlarge only what may be seen', async () => {
    const path = film();
    const lens = {
      ...aBox('lens', [[4, 0.25]], { to: 13 }),
      ...{
        kind: 'magnifier',
        factor: 2,
        keys: [{ n: 4, x: 0.25, y: 0.25, width: 0.15, height: 0.2, toX: 0.65, toY: 0.5 }],
      },
    } as AnnotationShape;
    const plain = await burntClip(room, newDir(), path, SPAN, [lens]);
    const hidden = await burntClip(room, newDir(), path, SPAN, [lens, hiding('solid', [4, 13], { 4: REGION })]);
    const shown = { x: 0.67, y: 0.53, width: 0.26, height: 0.34 };
    const [own, dark] = [plain, hidden].map(({ out }) => planesOf(out, 320, 240)[4]) as [Planes, Planes];
    const where = pixelsIn(own, shown);
    expect(correlation(own, planesOf(path, 320, 240)[8] as Planes, where)).toBeLessThan(0.5);
    expect(difference(dark, { ...dark, y: Buffer.alloc(dark.y.length, 16) }, where).most).toBeLessThan(12);
    expect(difference(own, dark, where).mean).toBeGreaterThan(40);
  });
});

test('a long interval needs no more memory than a short one, also with stills to be made', async () => {
  const path = film({ name: 'long.mp4', frames: 300, size: '1280x720', sound: 440 });
  const moving = hiding('blur', [0, 299], { 0: REGION, 299: THERE });
  const { made } = await burntClip(room, newDir(), path, [0, 299], [moving], [], { textsOf: (n) => [`frame ${n}`] });
  expect(made.films.map(({ name }) => name)).toEqual(['mask-1.mov', 'burn-in.mov']);
  expect(made.frameMd5).toHaveLength(300);
  expect(made.stills.size).toBe(0);
}, 120_000);

describe('the way back', () => {
  test('a stranger with the original, the films and ffmpeg makes the same clip', async () => {
    const path = film({ variableRate: true, sound: 440 });
    const shapes = [
      ...WAYS_OF_HIDING.map((kind) => hiding(kind, [5, 12], { 5: REGION, 12: THERE })),
      aBox('a', [
        [5, 0.1],
        [9, 0.5],
      ]),
    ];
    const clip = await burntClip(room, newDir(), path, SPAN, shapes);
    expect(clip.made.films.map(({ name }) => name)).toEqual(['mask-1.mov', 'mask-2.mov', 'mask-3.mov', 'notes.mov']);
    expect(readFileSync(repeated(clip, path)).equals(readFileSync(clip.out))).toBe(true);
  });

  test('without anything to burn in, the clip is the one that was made before', async () => {
    const path = film();
    const burnt = await burntClip(room, newDir(), path, SPAN, []);
    const plain = join(newDir(), 'plain.mp4');
    await room.media.clip(await room.take(path), SPAN[0], SPAN[1], plain, unwatched);
    expect(readFileSync(burnt.out).equals(readFileSync(plain))).toBe(true);
    expect(burnt.made.films).toEqual([]);
  });
});
