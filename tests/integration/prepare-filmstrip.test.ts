import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Recording } from '../../electron/core/media/review-files.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { decodeFilmstrip, type Filmstrip } from '../../shared/filmstrip.ts';
import { type FilmShape, makeTestFilm } from '../support/films.ts';
import { type MediaRoom, openMediaRoom } from '../support/media-room.ts';
import { nearest, smallOf, smallPictures } from '../support/picture-judge.ts';
import { takeRecording } from '../support/prepared-film.ts';
import { newTempDir, removeFolder } from '../support/temp-folder.ts';

let dir: string;
let room: MediaRoom;
beforeAll(async () => {
  dir = newTempDir('strip');
  room = await openMediaRoom(join(dir, 'case'));
});
afterAll(async () => {
  await room.close();
  removeFolder(dir);
});

async function stripOf(recording: Recording): Promise<Filmstrip | null> {
  await room.media.review.make('filmstrip', recording, unwatched);
  const name = await room.media.review.name('filmstrip', recording);
  const bytes = name === null ? null : await room.store.readDerived(recording.sha256, name);
  return bytes === null ? null : decodeFilmstrip(bytes);
}

const FILMS: readonly (readonly [what: string, shape: FilmShape, frames: readonly number[] | number])[] = [
  ['of key pictures', { name: 'keys.mp4', frames: 240 }, Array.from({ length: 20 }, (_, i) => i * 12)],
  [
    'of key pictures with uneven times, rotated',
    { name: 'uneven.mp4', frames: 180, variableRate: true, rotated: true },
    Array.from({ length: 15 }, (_, i) => i * 12),
  ],
  [
    'of a film with one key picture, thinned',
    {
      name: 'one-key.mp4',
      frames: 300,
      encode: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '9999', '-sc_threshold', '0'],
    },
    60,
  ],
  ['of a film of key pictures only', { name: 'intra.avi', frames: 950, size: '96x72', encode: ['-c:v', 'mjpeg'] }, 60],
];

describe('the filmstrip', () => {
  test.each(FILMS)('%s shows the frames that it names', { timeout: 90_000 }, async (_, shape, wanted) => {
    const path = makeTestFilm(dir, shape);
    const recording = await takeRecording(room, path);
    const strip = await stripOf(recording);
    const frames = strip?.frames ?? [];
    if (typeof wanted === 'number') expect(Math.abs(frames.length - wanted), `${frames}`).toBeLessThanOrEqual(10);
    else expect(frames).toEqual(wanted);
    const pictures = smallPictures(path);
    for (let i = 0; i < frames.length; i += Math.ceil(frames.length / 12)) {
      const jpeg = strip?.jpeg(i) ?? new Uint8Array();
      expect(await sharp(jpeg).metadata()).toMatchObject({
        format: 'jpeg',
        width: Math.min(160, recording.width ?? 0),
      });
      const near = pictures.slice(Math.max(0, (frames[i] ?? 0) - 3), (frames[i] ?? 0) + 4);
      expect(nearest(await smallOf(jpeg), near) + Math.max(0, (frames[i] ?? 0) - 3)).toBe(frames[i]);
    }
  });

  test('is never longer than six hundred pictures', { timeout: 60_000 }, async () => {
    const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '2', '-bf', '0'];
    const recording = await takeRecording(
      room,
      makeTestFilm(dir, { name: 'many.mp4', frames: 1700, size: '64x48', encode }),
    );
    const frames = (await stripOf(recording))?.frames ?? [];
    expect(frames.length).toBeGreaterThan(400);
    expect(frames.length).toBeLessThanOrEqual(600);
  });

  test('can be stopped and leaves nothing behind', async () => {
    const recording = await takeRecording(room, makeTestFilm(dir, { name: 'stopped.mp4' }));
    const stopped = { onStep: () => {}, signal: AbortSignal.abort() };
    await expect(room.media.review.make('filmstrip', recording, stopped)).rejects.toMatchObject({ code: 'cancelled' });
    expect((await room.media.review.look(recording)).filmstrip).toEqual({ there: false, tried: false });
  });
});

describe('field pictures', () => {
  test('show one field of the frame, its lines doubled', { timeout: 30_000 }, async () => {
    // Even lines black, odd lines white: the fields could not differ more.
    const weave = "geq=lum='255*mod(Y,2)':cb=128:cr=128,setfield=tff";
    const encode = ['-vf', weave, '-c:v', 'ffv1', '-pix_fmt', 'yuv444p'];
    const recording = await takeRecording(room, makeTestFilm(dir, { name: 'woven.mkv', frames: 3, encode }));
    const { signal } = unwatched;
    const looks = [];
    for (const field of [null, 'top', 'bottom'] as const) {
      const jpeg = await room.media.picture(recording.sha256, 1, null, signal, field);
      const { width, height } = await sharp(jpeg).metadata();
      expect([width, height]).toEqual([320, 240]);
      const { channels } = await sharp(jpeg).stats();
      looks.push(channels[0]);
    }
    const [both, top, bottom] = looks;
    expect(both?.mean).toBeGreaterThan(100);
    expect(top?.mean).toBeLessThan(10);
    expect(bottom?.mean).toBeGreaterThan(245);
    const small = await room.media.picture(recording.sha256, 2, 100, signal, 'bottom');
    expect(await sharp(small).metadata()).toMatchObject({ width: 100, height: 75 });
  });
});
