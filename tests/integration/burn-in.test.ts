import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BurnInText } from '../../electron/core/media/burn-in-film.ts';
import { burnInPicture } from '../../electron/core/media/burn-in-picture.ts';
import { loadPictureCanvas } from '../../electron/core/media/picture-canvas.ts';
import { type Planes, planesOf } from '../support/burn-judge.ts';
import { type BurntClip, burntClip, repeated } from '../support/burnt-clip.ts';
import { RESOURCES } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { ffmpegOutput, type MediaRoom, openMediaRoom } from '../support/media-room.ts';
import { ODD_FILMS, type OddFilm } from '../support/odd-films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('burn-in');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const TEXT: BurnInText = { textsOf: (n) => ['Exhibit 1', `frame ${n}`, `№ ${(n * 7919) % 10_000}`] };
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '12', '-bf', '2', '-pix_fmt', 'yuv420p'];

interface Plate {
  readonly width: number;
  readonly height: number;
  /** Red of every pixel, one buffer a picture: letters are white on black. */
  readonly pictures: readonly Buffer[];
}

/** The pictures of the film that was burnt in. */
function plateOf({ dir }: BurntClip): Plate {
  const path = join(dir, 'burn-in.mov');
  const head = readFileSync(path);
  const at = head.indexOf('IHDR', 0, 'latin1') + 4;
  const [width, height] = [head.readUInt32BE(at), head.readUInt32BE(at + 4)];
  const raw = ffmpegOutput('-i', path, '-fps_mode', 'passthrough', '-pix_fmt', 'rgba', '-f', 'rawvideo', '-');
  const size = width * height * 4;
  const pictures = Array.from({ length: raw.length / size }, (_, n) =>
    Buffer.from(raw.subarray(n * size, (n + 1) * size).filter((_byte, i) => i % 4 === 0)),
  );
  return { width, height, pictures };
}

/** The same corner of the pictures of a clip, in grey. */
function cornerOf(path: string, { width, height }: Plate, top: string): Buffer[] {
  const cut = `crop=w=${width}:h=${height}:x=0:y=${top}:exact=1,format=gray`;
  const raw = ffmpegOutput(
    '-ignore_editlist',
    '1',
    '-i',
    path,
    '-vf',
    cut,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-',
  );
  const size = width * height;
  return Array.from({ length: raw.length / size }, (_, n) => raw.subarray(n * size, (n + 1) * size));
}

function likeness(a: Buffer, b: Buffer): number {
  const mean = (buffer: Buffer) => buffer.reduce((sum, value) => sum + value, 0) / buffer.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [(a[i] ?? 0) - ma, (b[i] ?? 0) - mb];
    ab += p * q;
    aa += p * p;
    bb += q * q;
  }
  return ab / Math.sqrt(aa * bb);
}

const odd = (what: string): OddFilm => ODD_FILMS.find((film) => film.what === what) as OddFilm;
const FILMS: readonly OddFilm[] = [
  { what: 'plain', make: (dir) => makeTestFilm(dir, { name: 'plain.mp4' }) },
  { what: 'variable rate', make: (dir) => makeTestFilm(dir, { name: 'vfr.mp4', variableRate: true }) },
  { what: 'rotated', make: (dir) => makeTestFilm(dir, { name: 'phone.mp4', rotated: true, size: '640x360' }) },
  {
    what: 'pixels twice as wide as high',
    make: (dir) => makeTestFilm(dir, { name: 'wide.mp4', encode: [...x264, '-vf', 'setsar=2/1'] }),
  },
  {
    what: 'fields',
    make: (dir) =>
      makeTestFilm(dir, { name: 'fields.mkv', encode: [...x264, '-flags', '+ildct+ilme', '-vf', 'setfield=tff'] }),
  },
  odd('times run back'),
  odd('times repeat'),
  odd('a gap inside'),
];

describe.each(FILMS)('$what', ({ make }) => {
  test('every picture carries the text of its own source frame and no other', async () => {
    const path = make(newDir());
    const [first, last] = [7, 30];
    const clip = await burntClip(room, newDir(), path, [first, last], [], [], TEXT);
    const plate = plateOf(clip);
    expect(plate.pictures).toHaveLength(last - first + 1);
    const graph = clip.made.arguments[clip.made.arguments.indexOf('-filter_complex') + 1] ?? '';
    const top = /overlay=x=0:y=(\d+)/.exec(graph)?.[1] ?? '';
    const corners = cornerOf(clip.out, plate, top);
    expect(corners).toHaveLength(last - first + 1);
    for (const [i, corner] of corners.entries()) {
      const scores = plate.pictures.map((picture) => likeness(corner, picture));
      expect(scores.indexOf(Math.max(...scores)), `picture ${i}`).toBe(i);
      expect(scores[i]).toBeGreaterThan(0.85);
    }
  });
});

/** How far, in whole pixels, `b` must be moved so that it is most like `a` in the lower part of the picture. */
function offsetOf(a: Planes, b: Planes, from: number): { dx: number; dy: number; score: number } {
  const part = (planes: Planes, dx: number, dy: number): Buffer => {
    const rows: Buffer[] = [];
    for (let y = from; y < planes.height - 2; y++) {
      const start = (y + dy) * planes.width + 2 + dx;
      rows.push(planes.y.subarray(start, start + Math.floor(planes.width / 2)));
    }
    return Buffer.concat(rows);
  };
  const still = part(a, 0, 0);
  const moves = [-2, -1, 0, 1, 2].flatMap((dx) => [-2, -1, 0, 1, 2].map((dy) => ({ dx, dy })));
  const scored = moves.map(({ dx, dy }) => ({ dx, dy, score: likeness(still, part(b, dx, dy)) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best));
}

describe.each(FILMS)('the picture shown before an export: $what', ({ make }) => {
  test('has its texts where the clip has them', async () => {
    const path = make(newDir());
    const sha = await room.take(path);
    const [first, last] = [7, 30];
    const clip = await burntClip(room, newDir(), path, [first, last], [], [], TEXT);
    const { png } = await room.media.still(sha, first, new AbortController().signal);
    const index = await room.media.index(sha);
    const shown = await burnInPicture(png, { index, text: TEXT, first, last }, loadPictureCanvas(RESOURCES));
    const file = join(newDir(), 'shown.png');
    writeFileSync(file, shown ?? '');
    const { width, height } = await sharp(file).metadata();
    const [[preview], [burnt]] = [planesOf(file, width, height), planesOf(clip.out, width, height)];
    if (preview === undefined || burnt === undefined) throw new Error('no pictures');
    const plate = Number(/overlay=x=0:y=(\d+)/.exec(clip.made.arguments.join(' '))?.[1]);
    const { dx, dy, score } = offsetOf(burnt, preview, plate);
    expect({ dx, dy }).toEqual({ dx: 0, dy: 0 });
    expect(score).toBeGreaterThan(0.9);
  });
});

describe('a clip with burnt-in texts', () => {
  test('is made the same again by a stranger', async () => {
    const path = makeTestFilm(newDir(), { name: 'plain.mp4', sound: 440 });
    const clip = await burntClip(room, newDir(), path, [3, 20], [], [], TEXT);
    expect(readFileSync(repeated(clip, path)).equals(readFileSync(clip.out))).toBe(true);
  });

  test('goes without them where pictures are too small or change in size', async () => {
    for (const path of [
      makeTestFilm(newDir(), { name: 'tiny.mp4', size: '48x32' }),
      odd('size changes in mid-stream').make(newDir()),
    ]) {
      const clip = await burntClip(room, newDir(), path, [3, 20], [], [], TEXT);
      expect(clip.made.films).toEqual([]);
      expect(existsSync(join(clip.dir, 'burn-in.mov'))).toBe(false);
    }
  });
});
