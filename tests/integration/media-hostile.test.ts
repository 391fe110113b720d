import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import { makeTestFilm } from '../support/films.ts';
import { type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('media-hostile');
const signal = new AbortController().signal;
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

async function takeBytes(
  bytes: Uint8Array | string,
  name = 'clip.mp4',
): Promise<{ sha: string; probe: Awaited<ReturnType<MediaRoom['media']['probe']>> }> {
  const path = join(newDir(), 'file');
  writeFileSync(path, bytes);
  const sha = await room.take(path);
  return { sha, probe: await room.media.probe(sha, name, unwatched) };
}

const secret = () => makeTestFilm(newDir(), { name: 'secret.ts', frames: 10 });

describe('files that reach for other files', () => {
  const hls = (ref: string) =>
    `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXTINF:2.0,\n${ref}\n#EXT-X-ENDLIST\n`;
  test.each([
    ['HLS', (path: string) => hls(path)],
    ['HLS by file address', (path: string) => hls(`file://${path}`)],
    ['ffconcat', (path: string) => `ffconcat version 1.0\nfile '${path}'\n`],
    [
      'DASH',
      (path: string) =>
        `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period><AdaptationSet><Representation><BaseURL>${path}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
    ],
  ])('%s named .mp4 gives no picture', async (_, text) => {
    const { sha, probe } = await takeBytes(text(secret()));
    expect(probe).toMatchObject({ review: 'none', kind: 'other' });
    expect(probe.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['playlist', 'type_mismatch']));
    expect(await room.media.buildIndex(sha, unwatched)).toBeNull();
    await expect(room.media.still(sha, 0, signal)).rejects.toMatchObject({ code: 'not_reviewable' });
    expect(await room.media.thumbnail(sha, 'other')).toBeNull();
  });

  test('a QuickTime reference film is not followed', async () => {
    const film = makeTestFilm(newDir(), { name: 'x.mov', frames: 5 });
    const bytes = readFileSync(film);
    const at = bytes.indexOf('url ');
    bytes.write('alis', at, 'latin1');
    bytes[at + 7] = 0;
    const { probe } = await takeBytes(bytes, 'x.mov');
    expect(['none', 'direct', 'proxy']).toContain(probe.review);
  });
});

describe('what is no film, or only half of one', () => {
  const cases: [string, () => Uint8Array][] = [
    ['empty', () => Buffer.alloc(0)],
    ['32 random bytes', () => Buffer.from('8f1d0aa39b77e2c4d05f6e71a8b3c2d1e0f9182736455463728190a1b2c3d4e5', 'hex')],
    ['one byte over and over', () => Buffer.alloc(50_000, 0xff)],
    ['only a header', () => readFileSync(makeTestFilm(newDir(), { name: 'a.mp4', frames: 30 })).subarray(0, 400)],
    ['boxes three thousand deep', deepBoxes],
    [
      'a box that claims more than the file',
      () => Buffer.from('000000186674797069736f6d0000020069736f6d69736f327fffffff6d6f6f76', 'hex'),
    ],
  ];
  test.each(cases)('%s: kept, with a warning, without an error', async (_, make) => {
    const { sha, probe } = await takeBytes(make());
    expect(probe.review).toBe('none');
    expect(probe.warnings.length).toBeGreaterThan(0);
    for (const { message } of probe.warnings) expect(message).not.toMatch(/originals|0x[0-9a-f]{6}/);
    expect(await room.media.buildIndex(sha, unwatched)).toBeNull();
    await expect(room.media.index(sha)).rejects.toMatchObject({ code: 'not_reviewable' });
  });

  test('a film cut short is reviewed as far as it goes, and says so', async () => {
    const dir = newDir();
    const film = makeTestFilm(dir, { name: 'a.mp4', frames: 50 });
    const fast = join(dir, 'fast.mp4');
    makeWithFfmpeg('-i', film, '-c', 'copy', '-movflags', '+faststart', fast);
    const bytes = readFileSync(fast);
    const { sha, probe } = await takeBytes(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    const index = await room.media.buildIndex(sha, unwatched);
    expect(index?.pts.length).toBeGreaterThan(5);
    expect(index?.pts.length).toBeLessThan(50);
    expect([...probe.warnings, ...(index?.warnings ?? [])].length).toBeGreaterThan(0);
  });

  test('a damaged index file is noticed and made anew', async () => {
    const sha = await room.take(makeTestFilm(newDir(), { name: 'x.mkv', frames: 20 }));
    const built = await room.media.buildIndex(sha, unwatched);
    await room.store.writeDerived(sha, 'frames.idx', Buffer.from('rubbish'));
    const again = await openMediaRoom(room.store.libraryDir);
    expect(await again.media.index(sha)).toEqual(built);
    await again.close();
  });

  function deepBoxes(): Buffer {
    let boxes = Buffer.alloc(0);
    for (let i = 0; i < 3000; i++) {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(8 + boxes.length, 0);
      head.write('moov', 4, 'latin1');
      boxes = Buffer.concat([head, boxes]);
    }
    return Buffer.concat([Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'), boxes]);
  }
});

describe('without ffmpeg', () => {
  test.each([null, '/no/such/ffmpeg'])(
    '%s: films are kept with a warning, and every other call says what to do',
    async (ffmpeg) => {
      const bare = await openMediaRoom(newDir(), ffmpeg);
      const sha = await bare.take(makeTestFilm(newDir(), { name: 'x.mp4', frames: 5 }));
      expect(bare.media.ffmpegVersion).toBeNull();
      const probe = await bare.media.probe(sha, 'x.mp4', unwatched);
      expect(probe).toMatchObject({ kind: 'video', review: 'none' });
      expect(probe.warnings.map(({ code }) => code)).toEqual(['ffmpeg_missing']);
      for (const call of [
        () => bare.media.buildIndex(sha, unwatched),
        () => bare.media.still(sha, 0, signal),
        () => bare.media.picture(sha, 0, null, signal),
        () => bare.media.clip(sha, 0, 1, join(newDir(), 'x'), unwatched),
      ])
        await expect(call()).rejects.toMatchObject({
          code: 'ffmpeg_missing',
          message: expect.stringContaining('Install'),
        });
      await bare.close();
    },
  );
});

describe('pictures that nobody waits for', () => {
  test('cancel answers at once, and the next request is served', async () => {
    const sha = await room.take(makeTestFilm(newDir(), { name: 'c.mp4', frames: 120, size: '640x480' }));
    await room.media.buildIndex(sha, unwatched);
    const stop = new AbortController();
    const waiting = room.media.picture(sha, 100, null, stop.signal);
    setTimeout(() => stop.abort(), 5);
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    const [a, b] = await Promise.all([
      room.media.picture(sha, 100, null, signal),
      room.media.picture(sha, 100, null, signal),
    ]);
    expect(a.length).toBeGreaterThan(1000);
    expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
    await expect(room.media.picture(sha, 120, null, signal)).rejects.toMatchObject({ code: 'frame_out_of_range' });
  });

  test('cancelling an index leaves no index behind', async () => {
    const sha = await room.take(makeTestFilm(newDir(), { name: 'd.mp4', frames: 200, size: '640x480' }));
    const stop = new AbortController();
    const work = { onStep: () => stop.abort(), signal: stop.signal };
    await expect(room.media.buildIndex(sha, work)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await room.store.readDerived(sha, 'frames.idx')).toBeNull();
  });
});
