import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declaredPictures } from '../../electron/core/media/declared-count.ts';
import { parseDump } from '../../electron/core/media/dump-parser.ts';
import { saysEncrypted } from '../../electron/core/media/encryption.ts';
import { FAMILIES } from '../../electron/core/media/file-families.ts';
import { decodeIndex, encodeIndex } from '../../electron/core/media/index-file.ts';
import { readSampleTable } from '../../electron/core/media/sample-table.ts';
import { sniff, typeMismatch } from '../../electron/core/media/sniff.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { plainFile } from '../../electron/core/store/file-source.ts';
import { AppError } from '../../shared/errors.ts';
import { makeTestFilm } from '../support/films.ts';
import { pdf } from '../support/hostile-documents.ts';
import { type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { mutated } from '../support/mutations.ts';
import { resealed } from '../support/resealed-index.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('hostile-mutations');
const LONG = process.env.AIGAQ_HOSTILE_LONG !== undefined;
const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
/** Changed files that go through everything; `npm run test:hostile` takes the many. */
const THROUGH_ALL = LONG ? 600 : 24;
const IN_PROCESS = LONG ? 200_000 : 4000;
const MOST_SAMPLE_BYTES = 400_000;

/** Films, sounds, pictures and documents to begin with; real recordings beside them where there are any. */
async function originals(dir: string): Promise<[name: string, bytes: Buffer][]> {
  const sizes = { frames: 12, size: '96x64' } as const;
  const films = [
    makeTestFilm(dir, { name: 'a.mp4', ...sizes, sound: 440 }),
    makeTestFilm(dir, { name: 'a.mkv', ...sizes }),
    makeTestFilm(dir, { name: 'a.ts', ...sizes }),
    makeTestFilm(dir, { name: 'a.flv', ...sizes }),
    makeTestFilm(dir, { name: 'a.avi', ...sizes, encode: ['-c:v', 'mpeg4', '-bf', '0'] }),
    makeTestFilm(dir, { name: 'a.mov', ...sizes, encode: ['-c:v', 'mjpeg'] }),
    makeTestFilm(dir, { name: 'a.mpg', ...sizes, encode: ['-c:v', 'mpeg2video'] }),
    makeTestFilm(dir, { name: 'a.wmv', ...sizes, encode: ['-c:v', 'wmv2'] }),
  ];
  makeWithFfmpeg('-f', 'lavfi', '-i', 'sine=duration=1', join(dir, 'a.wav'));
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#346' } });
  for (const format of ['png', 'jpeg', 'tiff', 'webp', 'gif'] as const)
    writeFileSync(join(dir, `a.${format}`), await picture.clone().toFormat(format).toBuffer());
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 90 90] >>';
  writeFileSync(
    join(dir, 'a.pdf'),
    pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page]),
  );
  const made = [
    ...films,
    ...['a.wav', 'a.png', 'a.jpeg', 'a.tiff', 'a.webp', 'a.gif', 'a.pdf'].map((name) => join(dir, name)),
  ];
  const real = ['video', 'documents']
    .map((folder) => join(CORPUS, folder))
    .filter((folder) => LONG && existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => statSync(path).size <= MOST_SAMPLE_BYTES);
  return [...made, ...real].map((path) => [path.split('/').at(-1) ?? '', readFileSync(path)]);
}

let dir: string;
let sources: [string, Buffer][];
let room: MediaRoom;
beforeAll(async () => {
  dir = newDir();
  sources = await originals(dir);
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const sourceOf = (n: number): [string, Buffer] => sources[n % sources.length] ?? expect.fail('no sources');

/** What a call gives; an error that is meant for a person counts as an answer, any other one fails the test. */
async function answered<T>(what: string, call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') return null;
    throw new Error(`${what} threw`, { cause: error });
  }
}

describe('files changed at random', () => {
  test(`${THROUGH_ALL} of them go through probe, frame list, decode and still, and each is answered`, {
    timeout: 3_600_000,
  }, async () => {
    let decoded = 0;
    for (let n = 0; n < THROUGH_ALL; n++) {
      const [name, bytes] = sourceOf(n);
      const what = `${name}, change ${n}`;
      const path = join(dir, 'changed');
      writeFileSync(path, mutated(bytes, 1000 + n));
      const sha = await room.take(path);
      const probe = await answered(what, room.media.probe(sha, name, unwatched));
      expect(probe, what).not.toBeNull();
      for (const { message } of probe?.warnings ?? []) expect(message, what).not.toMatch(/originals|0x[0-9a-f]{6}/);
      await answered(what, room.media.listFrames(sha, unwatched));
      const index = await answered(what, room.media.buildIndex(sha, unwatched));
      if (index !== null) {
        decoded++;
        expect(
          index.keys.every((key) => key < index.pts.length),
          what,
        ).toBe(true);
        await answered(what, room.media.still(sha, index.pts.length - 1, unwatched.signal));
      } else if (probe?.pages) await answered(what, room.media.page(sha, 1, 200));
    }
    // Were none decoded, the changes would be too coarse to reach anything but the first check.
    expect(decoded).toBeGreaterThan(THROUGH_ALL / 10);
  });

  test('our own readers of files: no throw, no second for a megabyte, no memory without bound', {
    timeout: 3_600_000,
  }, async () => {
    const path = join(dir, 'read');
    const file = plainFile(path);
    const before = process.memoryUsage().rss;
    let slowest = 0;
    for (let n = 0; n < IN_PROCESS; n++) {
      const [name, bytes] = sourceOf(n);
      const data = mutated(bytes, n);
      writeFileSync(path, data);
      const started = performance.now();
      const { family } = sniff(data.subarray(0, 256 * 1024), name);
      typeMismatch(family, name);
      await saysEncrypted(file, family);
      await declaredPictures(file, 'mov');
      await declaredPictures(file, 'avi');
      await readSampleTable(file, unwatched.signal);
      parseDump(data.toString('latin1').split('\n'));
      slowest = Math.max(slowest, (performance.now() - started) / Math.max(1, data.length / 1e6));
    }
    expect(slowest).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(500e6);
  });

  test('a kept index that somebody changed and sealed anew gives a list or nothing', () => {
    const warnings = [{ code: 'decode_errors', message: 'x' }];
    const plain = { source: 'container', timeBase: [1, 25], width: 4, height: 4, fieldOrder: 'progressive' } as const;
    const whole = encodeIndex({ ...plain, pts: [0, 1, 3, 7, 200, 70_000], keys: [0, 3], md5: null, warnings });
    expect(decodeIndex(resealed(whole, (body) => body))?.pts).toEqual([0, 1, 3, 7, 200, 70_000]);
    let lists = 0;
    for (let n = 0; n < IN_PROCESS; n++) {
      const index = decodeIndex(resealed(whole, (body) => mutated(body, n)));
      if (index === null) continue;
      lists++;
      expect(index.pts.every(Number.isSafeInteger)).toBe(true);
      expect(index.keys.every((key) => key >= 0 && key < index.pts.length)).toBe(true);
    }
    expect(lists).toBeGreaterThan(0);
  });

  test('every kind of file has decoders of its own or none, and no kind has those of texts and games', async () => {
    const { decodersFor } = await import('../../electron/core/media/decoder-lists.ts');
    for (const family of Object.values(FAMILIES)) {
      const decoders = decodersFor(family);
      expect(decoders.length > 0, family.id).toBe(family.demuxer !== null);
      for (const rare of ['xbin', 'bintext', 'ansi', 'idf', 'tiff', 'targa', 'interplayvideo'])
        expect(decoders).not.toContain(rare);
    }
  });
});
