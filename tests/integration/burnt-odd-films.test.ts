import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { geometryAt, isShownAt } from '../../shared/annotation-motion.ts';
import { AppError } from '../../shared/errors.ts';
import type { Region } from '../../shared/mark.ts';
import { correlation, difference, type Planes, pixelsIn, planesOf } from '../support/burn-judge.ts';
import { burntClip, hiding } from '../support/burnt-clip.ts';
import { makeTestFilm, trueFrames } from '../support/films.ts';
import { type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { ODD_FILMS, type OddFilm } from '../support/odd-films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('burnt-odd');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '12', '-bf', '2'];
const filmWith = (what: string, encode: readonly string[], name = 'film.mp4'): OddFilm => ({
  what,
  make: (dir) => makeTestFilm(dir, { name, frames: 30, encode }),
});

const MORE: readonly OddFilm[] = [
  filmWith('fields', [...x264, '-pix_fmt', 'yuv420p', '-flags', '+ildct+ilme', '-vf', 'setfield=tff']),
  filmWith('ten bits of full range', [...x264, '-pix_fmt', 'yuv420p10le', '-color_range', 'pc']),
  filmWith('ten bits in 4:2:2', [...x264, '-pix_fmt', 'yuv422p10le', '-color_range', 'tv', '-colorspace', 'bt709']),
  filmWith('grey alone', ['-c:v', 'ffv1', '-pix_fmt', 'gray'], 'grey.mkv'),
  filmWith('a palette', ['-c:v', 'png', '-pix_fmt', 'pal8'], 'palette.mov'),
  {
    what: 'a start at ten seconds',
    make(dir) {
      const path = join(dir, 'late.ts');
      const source = makeTestFilm(dir, { name: 'source.mp4', frames: 30 });
      makeWithFfmpeg('-i', source, '-c', 'copy', '-output_ts_offset', '10', path);
      return path;
    },
  },
];

function sizeOf(path: string): [number, number] {
  const args = [
    '-v',
    'error',
    '-select_streams',
    'v:0',
    '-show_entries',
    'stream=width,height',
    '-of',
    'csv=p=0',
    path,
  ];
  const [width = 0, height = 0] = execFileSync('ffprobe', args).toString().trim().split(',').map(Number);
  return [width, height];
}

const HERE = { x: 0.2, y: 0.2, width: 0.3, height: 0.4 };
const THERE = { x: 0.6, y: 0.5, width: 0.3, height: 0.4 };

test.each([...ODD_FILMS, ...MORE])(
  '$what: hidden on exactly the pictures that are meant, or refused',
  async ({ what, make }) => {
    const path = make(newDir());
    const { frames } = trueFrames(path);
    const [first, last] = [Math.min(frames.length - 1, 2), Math.min(frames.length - 1, 22)];
    const [from, to] = last > first ? [first + 2, last - 3] : [first, last];
    const shape = hiding('solid', [from, to], { [from]: HERE, [to]: THERE });
    const clip = await burntClip(room, newDir(), path, [first, last], [shape]).catch((error: unknown) => error);
    if (clip instanceof AppError) {
      expect([what, clip.code]).toEqual([expect.stringContaining('size'), 'redaction_not_burnt']);
      return;
    }
    const { out } = clip as { out: string };
    const size = sizeOf(out);
    const source = planesOf(path, ...size);
    const made = planesOf(out, ...size, ['-ignore_editlist', '1']);
    expect(made).toHaveLength(last - first + 1);
    for (const [i, picture] of made.entries()) {
      const n = first + i;
      const own = source[n] as Planes;
      const region = geometryAt(shape, n, (frame) => frames[frame]?.pts ?? 0) as Region;
      // A scaler for odd sides lets the edge itself ring.
      const [inside, outside] = [pixelsIn(picture, region, -3), pixelsIn(picture, region, 8).map((is) => !is)];
      expect(difference(own, picture, outside).mean, `frame ${n}, outside`).toBeLessThan(5);
      if (isShownAt(shape, n)) expect(correlation(own, picture, inside), `frame ${n}`).toBe(0);
      else expect(difference(own, picture, inside).mean, `frame ${n}, inside`).toBeLessThan(5);
    }
  },
);
