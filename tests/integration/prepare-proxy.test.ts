import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../electron/core/log.ts';
import { createMedia } from '../../electron/core/media/create-media.ts';
import { nowhere, readerPosition } from '../../electron/core/media/reader-position.ts';
import { unwatched } from '../../electron/core/progress.ts';
import type { Store } from '../../electron/core/store/store.ts';
import { AppError } from '../../shared/errors.ts';
import { type FilmShape, makeTestFilm } from '../support/films.ts';
import { type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { greyPictures, joinedProxy, nalTypes, psnr, takeRecording } from '../support/prepared-film.ts';
import { newTempDir, removeFolder } from '../support/temp-folder.ts';

let dir: string;
let room: MediaRoom;
beforeAll(async () => {
  dir = newTempDir('proxy');
  room = await openMediaRoom(join(dir, 'case'));
});
afterAll(async () => {
  await room.close();
  removeFolder(dir);
});

const encoders = execFileSync('ffmpeg', ['-hide_banner', '-encoders']).toString();
const film = (shape: FilmShape) => makeTestFilm(dir, shape);
const asp = ['-c:v', 'mpeg4', '-bf', '2', '-g', '30', '-q:v', '4'];

/** As DivX made them, with B-frames. */
const divx = (): string => {
  const path = join(dir, 'divx.avi');
  const source = 'testsrc2=size=352x288:rate=25,noise=alls=8:allf=t:all_seed=1';
  makeWithFfmpeg('-f', 'lavfi', '-i', source, '-frames:v', '300', ...asp, '-vtag', 'DIVX', path);
  return path;
};

const interlaced = (): string =>
  film({
    name: 'field.ts',
    frames: 300,
    size: '720x576',
    encode: [
      ...['-vf', 'setsar=16/15,setfield=tff', '-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-top', '1', '-bf', '2'],
      ...['-q:v', '4', '-pix_fmt', 'yuv420p'],
    ],
  });

const KINDS: readonly (readonly [what: string, make: () => string, needs?: string])[] = [
  ['MPEG-4 ASP with B-frames in AVI', divx],
  ['interlaced MPEG-2 with oblong pixels in a transport stream', interlaced],
  [
    'rotated HEVC with uneven times',
    () =>
      film({
        name: 'hevc.mp4',
        frames: 250,
        size: '640x360',
        variableRate: true,
        rotated: true,
        encode: [
          '-c:v',
          'libx265',
          '-preset',
          'ultrafast',
          '-x265-params',
          'log-level=none:bframes=3',
          '-tag:v',
          'hvc1',
        ],
      }),
    'libx265',
  ],
  [
    'ProRes',
    () => film({ name: 'pro.mov', frames: 30, size: '640x360', encode: ['-c:v', 'prores_ks', '-profile:v', '0'] }),
  ],
  [
    'DV',
    () => film({ name: 'tape.dv', frames: 40, size: '720x576', encode: ['-c:v', 'dvvideo', '-pix_fmt', 'yuv420p'] }),
  ],
  [
    'a single picture of odd size',
    () => film({ name: 'one.avi', frames: 1, size: '321x243', encode: ['-c:v', 'ffv1'] }),
  ],
  [
    'RGB larger than a proxy',
    () => film({ name: 'rgb.avi', frames: 12, size: '1600x1200', encode: ['-c:v', 'rawvideo', '-pix_fmt', 'bgr24'] }),
  ],
  [
    '10-bit HDR',
    () =>
      film({
        name: 'hdr.mkv',
        frames: 30,
        encode: [
          ...['-c:v', 'ffv1', '-pix_fmt', 'yuv420p10le', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084'],
          ...['-colorspace', 'bt2020nc'],
        ],
      }),
  ],
];

describe('the proxy of', () => {
  for (const [what, make, needs] of KINDS) {
    const missing = needs !== undefined && !encoders.includes(needs);
    if (missing) process.stdout.write(`no encoder ${needs}: the proxy of ${what} is not tested\n`);
    test.runIf(!missing)(what, { timeout: 120_000 }, async () => {
      const path = make();
      const recording = await takeRecording(room, path);
      const frames = recording.frames ?? 0;
      await room.media.review.makeProxy(recording, nowhere, unwatched, () => {});
      const { proxy } = await room.media.review.look(recording);
      expect(proxy).toMatchObject({ chunkFrames: 240, gop: 12, chunks: Math.ceil(frames / 240) });
      expect(proxy?.made).toEqual([[0, Math.ceil(frames / 240) - 1]]);
      const { width = 0, height = 0 } = proxy ?? {};
      expect([width % 2, height % 2, Math.max(width, height) <= 1280]).toEqual([0, 0, true]);

      const joined = await joinedProxy(room, recording, dir);
      const types = nalTypes(joined);
      expect(types.filter((type) => type === 9)).toHaveLength(frames);
      expect(types.filter((type) => type === 5)).toHaveLength(
        Array.from({ length: frames }, (_, n) => (n % 240) % 12).filter((n) => n === 0).length,
      );
      expect(new Set(types)).toEqual(new Set(frames > 1 ? [1, 5, 7, 8, 9] : [5, 7, 8, 9]));

      const [shown, original] = [greyPictures(joined, width, height), greyPictures(path, width, height)];
      expect(shown).toHaveLength(frames);
      expect(original).toHaveLength(frames);
      for (const [n, picture] of shown.entries()) {
        const own = psnr(picture, original[n] ?? picture);
        const others = [n - 1, n + 1].flatMap((m) => original[m] ?? []).map((other) => psnr(picture, other));
        expect(own, `frame ${n}`).toBeGreaterThan(24);
        expect(own, `frame ${n}`).toBeGreaterThan(Math.max(0, ...others) + 1);
      }
    });
  }
});

describe('making a proxy', () => {
  const CHUNKS = 8;
  const long = () => film({ name: 'long.avi', frames: 240 * (CHUNKS - 1) + 5, size: '160x120', encode: asp });

  test('begins where the reader stands, follows him, and ends with what lies before', { timeout: 60_000 }, async () => {
    const recording = await takeRecording(room, long());
    const reader = readerPosition();
    reader.move(240 * 5 + 7);
    const order: number[][] = [];
    let moved = false;
    await room.media.review.makeProxy(recording, reader, unwatched, async () => {
      if (!moved) reader.move(240 * 2);
      moved = true;
      const { proxy } = await room.media.review.look(recording);
      order.push((proxy?.made ?? []).flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i)));
    });
    expect(order[0]).toContain(5);
    expect(order[0]).not.toContain(0);
    const { proxy } = await room.media.review.look(recording);
    expect(proxy?.made).toEqual([[0, CHUNKS - 1]]);
    const shown = greyPictures(await joinedProxy(room, recording, dir), 160, 120);
    expect(shown).toHaveLength(recording.frames ?? 0);
  });

  test('stops when told, leaves whole chunks, goes on from there, and makes again what was deleted', {
    timeout: 60_000,
  }, async () => {
    const recording = await takeRecording(room, film({ name: 'stop.avi', frames: 1000, size: '200x120', encode: asp }));
    const stop = new AbortController();
    const making = room.media.review.makeProxy(recording, nowhere, { onStep: () => {}, signal: stop.signal }, () =>
      stop.abort(),
    );
    await expect(making).rejects.toMatchObject({ code: 'cancelled' });
    const halfway = (await room.media.review.look(recording)).proxy?.made ?? [];
    expect(halfway[0]?.[0]).toBe(0);
    expect(halfway[0]?.[1]).toBeLessThan(4);

    const kept = await room.media.review.chunk(recording, 0);
    const made: number[] = [];
    const steps: number[] = [];
    const work = { onStep: ({ done }: { done: number }) => void steps.push(done), signal: unwatched.signal };
    await room.media.review.makeProxy(recording, nowhere, work, () => void made.push(1));
    expect((await room.media.review.look(recording)).proxy?.made).toEqual([[0, 4]]);
    expect(made.length).toBe(4 - (halfway[0]?.[1] ?? 0));
    expect(await room.media.review.chunk(recording, 0)).toEqual(kept);
    expect(Math.max(...steps)).toBeLessThanOrEqual(1000);
    expect(Math.min(...steps)).toBeGreaterThan(240);

    const names = await room.store.listDerived(recording.sha256);
    const third = names.find((name) => name.endsWith('-3.h264')) ?? '';
    await room.store.removeDerived(recording.sha256, third);
    expect((await room.media.review.look(recording)).proxy?.made).toEqual([
      [0, 2],
      [4, 4],
    ]);
    await room.media.review.makeProxy(recording, nowhere, unwatched, () => {});
    expect(greyPictures(await joinedProxy(room, recording, dir), 200, 120)).toHaveLength(1000);
  });

  test('hands out no chunk that is not there, and makes none once it was stopped', async () => {
    const recording = await takeRecording(room, film({ name: 'none.avi', frames: 20, encode: asp }));
    expect(await room.media.review.chunk(recording, 0)).toBeNull();
    expect(await room.media.review.chunk(recording, 99_999)).toBeNull();
    const stopped = { onStep: () => {}, signal: AbortSignal.abort() };
    await expect(room.media.review.makeProxy(recording, nowhere, stopped, () => {})).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect((await room.media.review.look(recording)).proxy?.made).toEqual([]);
  });
});

describe('a disk that is full', () => {
  test('ends the work with its sentence, and keeps the chunks that are whole', { timeout: 60_000 }, async () => {
    const recording = await takeRecording(room, film({ name: 'full.avi', frames: 800, size: '160x120', encode: asp }));
    let left = 1;
    const store: Store = {
      ...room.store,
      async writeDerived(sha256, name, data) {
        if (name.endsWith('.h264') && left-- <= 0) throw new AppError('disk_full', 'The disk has not enough room.');
        return room.store.writeDerived(sha256, name, data);
      },
    };
    const media = await createMedia({ ffmpeg: 'ffmpeg', store, log: silentLog });
    await expect(media.review.makeProxy(recording, nowhere, unwatched, () => {})).rejects.toMatchObject({
      code: 'disk_full',
    });
    expect((await media.review.look(recording)).proxy?.made).toEqual([[0, 0]]);
    await media.close();
  });
});

/** Takes the proxy of a film and finds every picture of it nearest to its own among its neighbours. */
async function expectOwnPictures(path: string, least: number): Promise<void> {
  const recording = await takeRecording(room, path);
  const index = await room.media.index(recording.sha256);
  await room.media.review.makeProxy(recording, nowhere, unwatched, () => {});
  const joined = await joinedProxy(room, recording, dir);
  const shown = greyPictures(joined, 160, 120);
  const original = greyPictures(path, 160, 120, ['-copyts']);
  expect(shown).toHaveLength(index.pts.length);
  expect(original).toHaveLength(index.pts.length);
  for (let n = 0; n < shown.length; n += Math.ceil(shown.length / 40)) {
    const ratios = [n, n - 1, n + 1].map((m) => psnr(shown[n] ?? Buffer.alloc(0), original[m] ?? Buffer.alloc(0)));
    // Neighbours that are the same picture cannot be told apart, and need not be.
    const twins = [n - 1, n + 1].some((m) => psnr(original[m] ?? Buffer.alloc(0), original[n] ?? Buffer.alloc(1)) > 38);
    expect(ratios[0], `frame ${n} of ${path}`).toBeGreaterThan(least);
    if (!twins) expect(ratios[0], `frame ${n} of ${path}`).toBe(Math.max(...ratios));
  }
}

describe('a proxy has one picture for each frame', () => {
  test('where times repeat and run backwards', { timeout: 60_000 }, async () => {
    const [first, second] = ['one', 'two'].map((name) =>
      film({
        name: `${name}.ts`,
        frames: 60,
        size: '160x120',
        encode: ['-c:v', 'mpeg2video', '-bf', '0', '-q:v', '3'],
      }),
    );
    const path = join(dir, 'again.ts');
    // The same hour twice: a recorder whose clock was set back.
    writeFileSync(path, Buffer.concat([readFileSync(first ?? ''), readFileSync(second ?? '')]));
    await expectOwnPictures(path, 24);
  });

  test('where the size changes in mid-stream', { timeout: 60_000 }, async () => {
    const parts = ['320x240', '160x160', '200x100'].map((size, i) =>
      film({
        name: `size${i}.m2v`,
        frames: 50,
        size,
        encode: ['-c:v', 'mpeg2video', '-bf', '0', '-q:v', '3', '-f', 'mpeg2video'],
      }),
    );
    const path = join(dir, 'sizes.m2v');
    writeFileSync(path, Buffer.concat(parts.map((part) => readFileSync(part))));
    const recording = await takeRecording(room, path);
    await room.media.review.makeProxy(recording, nowhere, unwatched, () => {});
    expect((await room.media.review.look(recording)).proxy).toMatchObject({ width: 320, height: 240, made: [[0, 0]] });
    const shown = greyPictures(await joinedProxy(room, recording, dir), 320, 240);
    // The decoder itself gives up pictures where the size changes; the index says how many there are.
    expect(recording.frames).toBeGreaterThan(140);
    expect(shown).toHaveLength(recording.frames ?? 0);
    // A square picture stands in the middle, between black borders.
    const row = shown[75]?.subarray(120 * 320, 121 * 320) ?? Buffer.alloc(0);
    expect(Math.max(...row.subarray(0, 38), ...row.subarray(282))).toBeLessThan(24);
    expect(Math.max(...row.subarray(42, 278))).toBeGreaterThan(60);
  });
});

const corpus = join(import.meta.dirname, '../../../shared/corpus/video');
const films = existsSync(corpus) ? corpusFilms(corpus) : [];
process.stdout.write(
  films.length > 0
    ? `proxies of ${films.length} corpus films are tested\n`
    : 'no corpus: proxies of its films are not tested\n',
);

/** A dozen films of kinds that no browser plays, the same ones each time, none so long that the suite would wait. */
function corpusFilms(folder: string): string[] {
  const foreign = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(avi|ts|mts|m2ts|mpg|vob|wmv|asf|dv|mxf|flv|3gp|mov)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size < 3e6)
    .sort();
  return foreign.filter((_, i) => i % Math.max(1, Math.floor(foreign.length / 12)) === 0).slice(0, 12);
}

describe.runIf(films.length > 0)('a proxy of a corpus film', () => {
  test.each(films.map((path) => [basename(path), path]))('%s', { timeout: 120_000 }, async (_, path) => {
    const { frames } = await takeRecording(room, path);
    if (frames !== null) await expectOwnPictures(path, 20);
  });
});
