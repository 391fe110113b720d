import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import { rgbOf, shownAt, tagsOf } from '../support/colour-judge.ts';
import { ffmpegOutput, type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('clip-colour');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const SIZE = [128, 96] as const;

/** A film of one colour, given by its samples, which are stored without loss. */
interface Patch {
  readonly what: string;
  readonly pixels: string;
  readonly sample: readonly [number, number, number];
  readonly bits: number;
  readonly full: boolean;
  readonly matrix?: string;
  readonly transfer?: string;
  readonly primaries?: string;
  readonly file?: string;
  readonly encode?: readonly string[];
}

const FFV1 = ['-c:v', 'ffv1', '-level', '3'];
const X264 = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-g', '4', '-bf', '0'];
const HDR = { matrix: 'bt2020nc', primaries: 'bt2020', bits: 10, full: false } as const;

const PATCHES: readonly Patch[] = [
  { what: 'BT.709', pixels: 'yuv420p', sample: [120, 90, 190], bits: 8, full: false, matrix: 'bt709' },
  { what: 'BT.601', pixels: 'yuv420p', sample: [120, 90, 190], bits: 8, full: false, matrix: 'smpte170m' },
  { what: 'PAL', pixels: 'yuv420p', sample: [180, 140, 90], bits: 8, full: false, matrix: 'bt470bg' },
  { what: 'no word about colour', pixels: 'yuv420p', sample: [120, 90, 190], bits: 8, full: false },
  { what: 'full range by format', pixels: 'yuvj420p', sample: [120, 90, 190], bits: 8, full: true, matrix: 'bt709' },
  { what: 'full range, no matrix', pixels: 'yuvj420p', sample: [250, 120, 130], bits: 8, full: true },
  { what: 'full range 4:4:4', pixels: 'yuvj444p', sample: [20, 150, 120], bits: 8, full: true, matrix: 'smpte170m' },
  {
    ...{ what: 'full range in 10 bit', pixels: 'yuv420p10le', sample: [480, 360, 760], bits: 10, full: true },
    matrix: 'bt709',
  },
  { what: '4:4:4', pixels: 'yuv444p', sample: [120, 90, 190], bits: 8, full: false, matrix: 'bt709' },
  { what: '4:2:2 in 10 bit', pixels: 'yuv422p10le', sample: [480, 360, 760], bits: 10, full: false, matrix: 'bt709' },
  {
    what: '12 bit',
    pixels: 'yuv422p12le',
    sample: [1920, 1440, 3040],
    bits: 12,
    full: false,
    file: 'a.mkv',
    encode: FFV1,
  },
  { what: '4:1:1', pixels: 'yuv411p', sample: [120, 90, 190], bits: 8, full: false, file: 'a.mkv', encode: FFV1 },
  { what: '4:1:0', pixels: 'yuv410p', sample: [120, 90, 190], bits: 8, full: false, file: 'a.mkv', encode: FFV1 },
  { ...HDR, what: 'HDR10 (PQ)', pixels: 'yuv420p10le', sample: [500, 400, 640], transfer: 'smpte2084' },
  { ...HDR, what: 'HLG', pixels: 'yuv420p10le', sample: [600, 560, 440], transfer: 'arib-std-b67' },
  {
    ...HDR,
    what: 'PQ in full range',
    pixels: 'yuv420p10le',
    sample: [500, 400, 640],
    transfer: 'smpte2084',
    full: true,
  },
];

function film({ pixels, sample, full, matrix, transfer, primaries, file = 'a.mp4', encode = X264 }: Patch): string {
  const path = join(newDir(), file);
  const [y, cb, cr] = sample;
  const said = [
    ...['-color_range', full ? 'pc' : 'tv'],
    ...(matrix ? ['-colorspace', matrix] : []),
    ...(transfer ? ['-color_trc', transfer] : []),
    ...(primaries ? ['-color_primaries', primaries] : []),
  ];
  makeWithFfmpeg(
    ...['-f', 'lavfi', '-i', `nullsrc=s=${SIZE.join('x')}:r=25,format=${pixels},geq=lum=${y}:cb=${cb}:cr=${cr}`],
    ...['-frames:v', '12', ...encode, ...said, path],
  );
  return path;
}

const within = (seen: readonly number[], due: readonly number[], levels = 2) => {
  for (const [i, value] of due.entries()) {
    const limited = Math.min(1, Math.max(0, value));
    expect(Math.abs(Math.min(1, Math.max(0, seen[i] ?? Number.NaN)) - limited) * 255).toBeLessThanOrEqual(levels);
  }
};

async function cut(path: string): Promise<string> {
  const sha = await room.take(path);
  const out = join(newDir(), 'clip.mp4');
  await room.media.clip(sha, 3, 8, out, unwatched);
  return out;
}

const never = new AbortController().signal;

describe.each(PATCHES)('$what', (patch) => {
  test('has the same colour in the still, in 8 bit and without tone mapping', async () => {
    const { png } = await room.media.still(await room.take(film(patch)), 5, never);
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    const at = (40 * info.width + 60) * info.channels;
    const due = rgbOf(patch.sample, patch.bits, patch.full, patch.matrix ?? 'unknown');
    expect(info).toMatchObject({ width: SIZE[0], height: SIZE[1], channels: 3 });
    within(
      [...data.subarray(at, at + 3)].map((level) => level / 255),
      due,
    );
  });

  test('has the same colour in the clip, read as the clip’s tags say', async () => {
    const source = film(patch);
    const due = rgbOf(patch.sample, patch.bits, patch.full, patch.matrix ?? 'unknown');
    const clip = await cut(source);
    const tags = tagsOf(clip);
    // Without any other word about colour the encoder says none about the range either: limited is meant (H.264, E.2.1).
    expect(tags.pix_fmt).toBe('yuv420p');
    expect(['tv', 'unknown']).toContain(tags.color_range);
    const { color_space, color_transfer, color_primaries } = tagsOf(source);
    expect(tags).toMatchObject({ color_space, color_transfer, color_primaries });
    for (const n of [0, 5]) within(shownAt(clip, SIZE, n, 60, 40), due);
  });
});

/** RGB sources: [r, g, b] in what the format can say. */
const RGB: readonly (readonly [what: string, pixels: string, file: string, encode: readonly string[]])[] = [
  ['RGB in H.264', 'gbrp', 'a.mp4', ['-c:v', 'libx264rgb', '-qp', '0', '-preset', 'ultrafast', '-pix_fmt', 'rgb24']],
  ['RGB uncompressed', 'gbrp', 'a.avi', ['-c:v', 'rawvideo', '-pix_fmt', 'bgr24']],
  ['RGB with a palette', 'gbrp', 'a.mov', ['-c:v', 'qtrle', '-pix_fmt', 'rgb24']],
  ['planar RGB', 'gbrp', 'a.mkv', [...FFV1, '-pix_fmt', 'gbrp']],
  ['planar RGB in 10 bit', 'gbrp', 'a.mkv', [...FFV1, '-pix_fmt', 'gbrp10le']],
  ['RGB with transparency', 'gbrp', 'a.mov', ['-c:v', 'png', '-pix_fmt', 'rgba']],
];

describe.each(RGB)('%s', (_, pixels, file, encode) => {
  test('has the same colour in the clip, with its matrix stated', async () => {
    const path = join(newDir(), file);
    const patch = `nullsrc=s=${SIZE.join('x')}:r=25,format=${pixels},geq=r=200:g=100:b=50`;
    makeWithFfmpeg('-f', 'lavfi', '-i', patch, '-frames:v', '12', ...encode, path);
    const clip = await cut(path);
    expect(tagsOf(clip)).toMatchObject({ pix_fmt: 'yuv420p', color_range: 'tv', color_space: 'smpte170m' });
    within(shownAt(clip, SIZE, 0, 60, 40), [200 / 255, 100 / 255, 50 / 255]);
  });
});

test('grey stays grey', async () => {
  const path = join(newDir(), 'grey.mkv');
  makeWithFfmpeg(
    '-f',
    'lavfi',
    '-i',
    `color=c=0x646464:s=${SIZE.join('x')}:r=25,format=gray`,
    '-frames:v',
    '12',
    ...FFV1,
    path,
  );
  const [luma] = ffmpegOutput('-i', path, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
  const clip = await cut(path);
  within(shownAt(clip, SIZE, 0, 60, 40), Array(3).fill((luma ?? 0) / 255));
});
