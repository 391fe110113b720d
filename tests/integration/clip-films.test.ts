import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clipFault } from '../../electron/core/media/clip-file.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { ODD_FILMS } from '../support/odd-films.ts';
import { nearest, smallOf, smallPictures } from '../support/picture-judge.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('clip-films');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const never = new AbortController().signal;

interface Shown {
  readonly width: number;
  readonly height: number;
  readonly sample_aspect_ratio?: string;
  readonly field_order?: string;
}

function pictureFacts(path: string): Shown {
  const entries = 'stream=width,height,sample_aspect_ratio,field_order';
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', entries, '-of', 'json', path];
  const [first] = (JSON.parse(execFileSync('ffprobe', args).toString()) as { streams: Shown[] }).streams;
  if (first === undefined) throw new Error(`${path} has no pictures`);
  return first;
}

/** Intervals worth cutting: the first picture, the last, one alone, and some from the middle. */
function intervals(count: number): [number, number][] {
  const end = count - 1;
  const middle = count >> 1;
  return [
    [0, Math.min(3, end)],
    [end, end],
    [Math.max(0, middle - 6), Math.min(end, middle + 5)],
  ];
}

describe.each(ODD_FILMS)('$what', ({ make }) => {
  test('clips and stills hold exactly the pictures that the decoder presents', async () => {
    const path = make(newDir());
    const sha = await room.take(path);
    const index = await room.media.buildIndex(sha, unwatched);
    const isOneSize = (index?.shapes?.length ?? 0) <= 1;
    const { frames } = trueFrames(path);
    const pictures = smallPictures(path);
    expect(pictures).toHaveLength(frames.length);
    for (const [first, last] of intervals(frames.length)) {
      const out = join(newDir(), 'clip.mp4');
      const stills = [...new Set([first, (first + last) >> 1, last])];
      const made = await room.media.clip(sha, first, last, out, unwatched, { stills });
      expect(made.frameMd5).toEqual(frames.slice(first, last + 1).map(({ md5 }) => md5));
      const wanted = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      for (const input of [[], ['-ignore_editlist', '1']]) {
        expect(smallPictures(out, input).map((picture) => nearest(picture, pictures))).toEqual(wanted);
      }
      const times = trueFrames(out).frames.map(({ pts }) => pts);
      expect(times[0]).toBe(0);
      expect(times.every((at, n) => n === 0 || at > (times[n - 1] ?? at))).toBe(true);
      // Where pictures change in size, each still needs a run of its own.
      expect([...made.stills.keys()]).toEqual(isOneSize ? stills : []);
      for (const n of stills) {
        const still = await room.media.still(sha, n, never);
        const { png } = still;
        expect(made.stills.get(n) ?? still).toEqual(still);
        expect(nearest(await smallOf(png), pictures)).toBe(n);
        expect(await sharp(png).metadata()).toMatchObject({ channels: 3, depth: 'uchar', format: 'png' });
      }
    }
  });
});

describe('what a clip keeps', () => {
  const cut = async (path: string, first: number, last: number) => {
    const sha = await room.take(path);
    const out = join(newDir(), 'clip.mp4');
    return { out, ...(await room.media.clip(sha, first, last, out, unwatched)) };
  };
  const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '12', '-pix_fmt', 'yuv420p'];

  test('the shape of its pixels', async () => {
    const film = makeTestFilm(newDir(), {
      name: 'sar.mp4',
      frames: 20,
      size: '240x240',
      encode: [...x264, '-aspect', '16:9'],
    });
    const { out } = await cut(film, 3, 9);
    expect(pictureFacts(out)).toMatchObject({ width: 240, height: 240, sample_aspect_ratio: '16:9' });
  });

  test('its fields, the first one first', async () => {
    for (const [order, name] of [
      ['tff', 'tt'],
      ['bff', 'bb'],
    ] as const) {
      const encode = [...x264, '-flags', '+ildct+ilme', '-x264opts', `${order}=1`, '-vf', `setfield=${order}`];
      const film = makeTestFilm(newDir(), { name: `${order}.mp4`, frames: 20, encode });
      const { out, notes } = await cut(film, 3, 9);
      expect(pictureFacts(out).field_order).toBe(name);
      expect(notes).toEqual({});
    }
  });

  test('the distances of its pictures over a gap', async () => {
    const [gap] = ODD_FILMS.filter(({ what }) => what === 'a gap inside');
    const path = gap?.make(newDir()) ?? '';
    const { out } = await cut(path, 10, 20);
    const seconds = (file: string) => {
      const { frames, timeBase } = trueFrames(file);
      return frames.map(({ pts }) => (pts * timeBase[0]) / timeBase[1]);
    };
    const source = seconds(path).slice(10, 21);
    for (const [i, at] of seconds(out).entries()) expect(at).toBeCloseTo((source[i] ?? 0) - (source[0] ?? 0), 3);
  });

  test('and says what it does not keep', async () => {
    const film = makeTestFilm(newDir(), { name: 'full.mp4', frames: 12, encode: [...x264, '-pix_fmt', 'yuvj444p'] });
    expect((await cut(film, 2, 5)).notes).toEqual({ pixels: 'yuvj444p to yuv420p', range: 'full to limited' });
    const rgb = makeTestFilm(newDir(), {
      name: 'rgb.avi',
      frames: 12,
      encode: ['-c:v', 'rawvideo', '-pix_fmt', 'bgr24'],
    });
    expect((await cut(rgb, 2, 5)).notes).toMatchObject({ matrix: expect.stringContaining('BT.601') });
    const [back] = ODD_FILMS.filter(({ what }) => what === 'times run back');
    const { notes, hasAudio } = await cut(back?.make(newDir()) ?? '', 15, 25);
    expect(notes).toMatchObject({ sound: expect.stringContaining('left out'), times: expect.any(String) });
    expect(hasAudio).toBe(false);
  });
});

describe('the proof of a finished clip', () => {
  test('finds pictures that an edit list hides, bytes of nobody, another count, and files that are none', async () => {
    const dir = newDir();
    const film = makeTestFilm(dir, { name: 'whole.mp4', frames: 40, sound: 440 });
    const copied = join(dir, 'copied.mp4');
    makeWithFfmpeg('-ss', '0.9', '-i', film, '-c', 'copy', '-movflags', '+faststart', copied);
    const count = trueFrames(copied).frames.length;
    expect(await clipFault(copied, count)).toMatch(/pictures/);
    const out = join(dir, 'clip.mp4');
    await room.media.clip(await room.take(film), 5, 14, out, unwatched);
    expect(await clipFault(out, 10)).toBeNull();
    expect(await clipFault(out, 9)).toContain('10 pictures instead of 9');
    const padded = join(dir, 'padded.mp4');
    const { readFileSync, writeFileSync } = await import('node:fs');
    const bytes = readFileSync(out);
    writeFileSync(padded, Buffer.concat([bytes, Buffer.from([0, 0, 0, 12]), Buffer.from('mdatHIDE')]));
    expect(await clipFault(padded, 10)).toContain('4 bytes');
    writeFileSync(padded, bytes.subarray(0, 200));
    expect(await clipFault(padded, 10)).toContain('cannot be trusted');
  });
});
