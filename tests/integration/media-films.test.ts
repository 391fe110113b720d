import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import { type FilmShape, makeTestFilm, trueFrames } from '../support/films.ts';
import { type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { nearest, smallOf, smallPictures } from '../support/picture-judge.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('media-films');
const x264 = (...more: string[]) => ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '12', '-bf', '2', ...more];

/** testsrc2 itself makes even sizes only. */
const ODD = ['-vf', 'format=yuv444p,crop=161:121:0:0:exact=1'];

/** What recorders and phones make, as small films in which every picture differs from every other. */
const SHAPES: readonly (FilmShape & { what: string })[] = [
  { what: 'constant rate with B-frames and sound', name: 'plain.mp4', frames: 50, sound: 440 },
  { what: 'variable rate', name: 'vfr.mp4', frames: 40, variableRate: true, sound: 440 },
  { what: 'turned by 90°', name: 'turned.mov', frames: 30, size: '320x180', rotated: true },
  { what: '10 bit', name: 'ten.mp4', frames: 30, encode: x264('-pix_fmt', 'yuv420p10le') },
  { what: 'odd size', name: 'odd.mkv', frames: 30, size: '162x122', encode: x264('-pix_fmt', 'yuv444p', ...ODD) },
  {
    what: 'pixels that are not square',
    name: 'sar.mp4',
    frames: 30,
    size: '240x240',
    encode: x264('-pix_fmt', 'yuv420p', '-aspect', '16:9'),
  },
  { what: 'full range', name: 'full.mp4', frames: 30, encode: x264('-pix_fmt', 'yuvj420p') },
  {
    what: 'interlaced',
    name: 'interlaced.mp4',
    frames: 30,
    encode: x264('-pix_fmt', 'yuv420p', '-flags', '+ildct+ilme', '-x264opts', 'tff=1'),
  },
  { what: 'transport stream', name: 'recorder.ts', frames: 50, sound: 440 },
  {
    what: 'AVI with MPEG-4',
    name: 'old.avi',
    frames: 50,
    sound: 440,
    encode: ['-c:v', 'mpeg4', '-g', '12', '-q:v', '3'],
  },
  {
    what: 'every picture a key frame',
    name: 'intra.mov',
    frames: 30,
    encode: ['-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj422p'],
  },
  {
    what: 'VP9 in WebM',
    name: 'web.webm',
    frames: 30,
    encode: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '12', '-pix_fmt', 'yuv420p'],
  },
];

let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

/** Cut by stream copy in mid-group: the file holds pictures that an edit list hides. */
function editListFilm(dir: string): string {
  const whole = makeTestFilm(dir, { name: 'whole.mp4', frames: 60, sound: 440 });
  const path = join(dir, 'edited.mp4');
  makeWithFfmpeg('-ss', '0.8', '-i', whole, '-c', 'copy', path);
  return path;
}

/** Presentation begins at ten seconds, and the sound half a second later. */
function lateFilm(dir: string): string {
  const whole = makeTestFilm(dir, { name: 'late-source.mp4', frames: 50, sound: 440 });
  const path = join(dir, 'late.ts');
  makeWithFfmpeg(
    '-i',
    whole,
    '-itsoffset',
    '0.5',
    '-i',
    whole,
    '-map',
    '0:v',
    '-map',
    '1:a',
    '-c',
    'copy',
    '-output_ts_offset',
    '10',
    path,
  );
  return path;
}

const films = () => [
  ...SHAPES.map((shape) => ({ what: shape.what, make: (dir: string) => makeTestFilm(dir, shape) })),
  { what: 'edit list', make: editListFilm },
  { what: 'start at ten seconds, sound later', make: lateFilm },
];

describe.each(films())('$what', ({ make }) => {
  let path = '';
  let sha = '';
  let pictures: Buffer[] = [];
  const signal = new AbortController().signal;
  beforeAll(async () => {
    path = make(newDir());
    sha = await room.take(path);
    pictures = smallPictures(path);
  });

  test('index equals the decoder’s list, from memory and from its file', async () => {
    const truth = trueFrames(path);
    const probe = await room.media.probe(sha, 'x', unwatched);
    expect(probe).toMatchObject({ kind: 'video', warnings: [] });
    expect(probe.review).not.toBe('none');
    const built = await room.media.buildIndex(sha, unwatched);
    expect(built?.timeBase).toEqual(truth.timeBase);
    expect(built?.pts).toEqual(truth.frames.map(({ pts }) => pts));
    expect(built?.md5?.slice()).toEqual(truth.frames.map(({ md5 }) => md5));
    const again = await openMediaRoom(room.store.libraryDir);
    expect(await again.media.index(sha)).toEqual(built);
    await again.close();
  });

  test('stills and screen pictures show the frame asked for', async () => {
    const count = (await room.media.index(sha)).pts.length;
    for (const n of [0, Math.floor(count / 2), count - 1]) {
      const { png, frame } = await room.media.still(sha, n, signal);
      expect(frame).toEqual(await room.media.frameRef(sha, n));
      const jpeg = await room.media.picture(sha, n, 160, signal);
      for (const data of [png, jpeg]) expect(nearest(await smallOf(data), pictures)).toBe(n);
    }
  });

  test('a clip holds exactly the pictures of its interval, also with edit lists ignored', async () => {
    const { pts, timeBase } = await room.media.index(sha);
    const intervals: [number, number][] = [
      [pts.length - 5, pts.length - 1],
      [9, 20],
    ];
    for (const [first, last] of intervals) {
      const out = join(newDir(), 'clip.mp4');
      const made = await room.media.clip(sha, first, last, out, unwatched);
      expect(made.frameMd5).toEqual(await room.media.md5s(sha, first, last));
      for (const input of [[], ['-ignore_editlist', '1']]) {
        const shown = smallPictures(out, input);
        expect(shown.map((picture) => nearest(picture, pictures))).toEqual(
          Array.from({ length: last - first + 1 }, (_, i) => first + i),
        );
      }
      const clip = trueFrames(out);
      const seconds = (at: number, [num, den]: readonly [number, number]) => (at * num) / den;
      expect(clip.frames[0]?.pts).toBe(0);
      clip.frames.forEach(({ pts: at }, i) => {
        const own = seconds((pts[first + i] ?? 0) - (pts[first] ?? 0), timeBase);
        expect(seconds(at, clip.timeBase)).toBeCloseTo(own, 5);
      });
    }
  });

  test('compare finds what differs, and where', async () => {
    const md5 = await room.media.md5s(sha, 0, 15);
    expect(await room.media.compare(sha, 5, 15, md5.slice(5, 16), unwatched)).toBeNull();
    const other = md5.slice(5, 16);
    other[4] = md5[0] ?? '';
    expect(await room.media.compare(sha, 5, 15, other, unwatched)).toBe(9);
    expect(await room.media.compare(sha, 5, 15, md5.slice(5, 10), unwatched)).toBe(10);
  });

  test('has a thumbnail', async () => {
    const thumbnail = await room.media.thumbnail(sha, 'video');
    expect(thumbnail?.mime).toBe('image/webp');
    expect(thumbnail?.data.length).toBeGreaterThan(100);
  });
});

describe('what a clip’s file is', () => {
  test('H.264 in 4:2:0, even size, faststart, no metadata, no trace of the encoder', async () => {
    const dir = newDir();
    const source = makeTestFilm(dir, {
      name: 'secret.mp4',
      frames: 30,
      size: '162x122',
      sound: 440,
      encode: x264('-pix_fmt', 'yuv444p', ...ODD, '-metadata', 'title=CANARY', '-metadata', 'location=+51.1-071.4/'),
    });
    const sha = await room.take(source);
    const out = join(dir, 'clip.mp4');
    await room.media.clip(sha, 3, 20, out, unwatched);
    const { streams, format } = JSON.parse(
      execFileSync('ffprobe', ['-v', 'error', '-of', 'json', '-show_streams', '-show_format', out]).toString(),
    ) as {
      streams: { codec_name: string; pix_fmt?: string; width?: number; height?: number }[];
      format: { tags?: Record<string, string> };
    };
    expect(streams.map(({ codec_name }) => codec_name)).toEqual(['h264', 'aac']);
    expect(streams[0]).toMatchObject({ pix_fmt: 'yuv420p', width: 162, height: 122 });
    expect(Object.keys(format.tags ?? {}).sort()).toEqual(['compatible_brands', 'major_brand', 'minor_version']);
    const bytes = readFileSync(out).toString('latin1');
    for (const trace of ['CANARY', '+51.1', 'x264', 'Lavf', 'Lavc']) expect(bytes.includes(trace), trace).toBe(false);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  test('the recipe makes the same pictures again', async () => {
    const dir = newDir();
    const source = makeTestFilm(dir, { name: 'recipe.mp4', frames: 40, variableRate: true });
    const sha = await room.take(source);
    const out = join(dir, 'clip.mp4');
    const made = await room.media.clip(sha, 10, 25, out, unwatched);
    expect(made.arguments).toContain('ORIGINAL');
    const again = join(dir, 'again.mp4');
    execFileSync(
      'ffmpeg',
      made.arguments.map((word) => (word === 'ORIGINAL' ? source : word === 'CLIP' ? again : word)),
      { stdio: 'ignore' },
    );
    expect(trueFrames(again).frames).toEqual(trueFrames(out).frames);
  });

  test('refuses intervals that are none', async () => {
    const sha = await room.take(makeTestFilm(newDir(), { name: 'short.mp4', frames: 10, rate: 24 }));
    const out = join(newDir(), 'clip.mp4');
    await expect(room.media.clip(sha, 5, 4, out, unwatched)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(room.media.clip(sha, 0, 10, out, unwatched)).rejects.toMatchObject({ code: 'frame_out_of_range' });
    await expect(room.media.clip(sha, -1, 3, out, unwatched)).rejects.toMatchObject({ code: 'frame_out_of_range' });
    await expect(room.media.still(sha, 10, new AbortController().signal)).rejects.toMatchObject({
      code: 'frame_out_of_range',
    });
    await expect(room.media.frameRef(sha, 1.5)).rejects.toMatchObject({ code: 'frame_out_of_range' });
  });
});
