import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import { makeTestFilm } from '../support/films.ts';
import { hostileMovies } from '../support/hostile-movies.ts';
import { type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('media-limits');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const probeOf = async (path: string, name = 'film.mov', by = room) => {
  const sha = await by.take(path);
  return { sha, probe: await by.media.probe(sha, name, unwatched) };
};

/** An ffmpeg that runs `script` instead of decoding once `armed` lies beside it. */
function trappedFfmpeg(dir: string, script: string): { path: string; arm: () => void } {
  const path = join(dir, 'ffmpeg');
  writeFileSync(
    path,
    `#!/bin/sh\nif [ -e '${dir}/armed' ] && [ "$1" != -version ]; then ${script}; fi\nexec ffmpeg "$@"\n`,
  );
  chmodSync(path, 0o755);
  return { path, arm: () => writeFileSync(join(dir, 'armed'), '') };
}

describe('decoders that recordings of a kind do not need', () => {
  test('a picture codec is left out: the file is kept, and the reason is said once', async () => {
    const path = join(newDir(), 'a.mov');
    makeWithFfmpeg('-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=5', '-frames:v', '3', '-c:v', 'targa', path);
    const { sha, probe } = await probeOf(path);
    expect(probe).toMatchObject({ kind: 'video', review: 'none' });
    expect(probe.warnings.map(({ code }) => code)).toEqual(['codec_left_out']);
    expect(probe.warnings[0]?.message).toContain('targa video');
    expect(await room.media.buildIndex(sha, unwatched)).toBeNull();
    expect(await room.media.thumbnail(sha, 'video')).toBeNull();
  });

  test('a sound codec is left out, the pictures beside it are not', async () => {
    const path = join(newDir(), 'a.mkv');
    const sources = ['-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=5', '-f', 'lavfi', '-i', 'sine=duration=1'];
    makeWithFfmpeg(...sources, '-frames:v', '5', '-c:v', 'mjpeg', '-c:a', 'dfpwm', path);
    const { sha, probe } = await probeOf(path, 'a.mkv');
    expect((await room.media.buildIndex(sha, unwatched))?.pts).toHaveLength(5);
    expect(probe.warnings.map(({ message }) => message).join()).toContain('dfpwm sound');
  });

  test.each([
    ['film.mov', ['-c:v', 'prores']],
    ['film.mov', ['-c:v', 'qtrle']],
    ['film.avi', ['-c:v', 'msmpeg4v2']],
    ['film.avi', ['-c:v', 'cinepak']],
    ['film.mkv', ['-c:v', 'ffv1']],
    ['film.flv', ['-c:v', 'flv']],
    ['film.wmv', ['-c:v', 'wmv2']],
    ['film.mxf', ['-c:v', 'mpeg2video']],
    ['film.ogv', ['-c:v', 'libtheora']],
    ['film.dv', ['-c:v', 'dvvideo', '-s', '720x576', '-pix_fmt', 'yuv420p', '-r', '25']],
    ['film.y4m', []],
    ['film.m2v', ['-c:v', 'mpeg2video']],
  ])('%s with %j is decoded whole', async (name, encode) => {
    const { sha, probe } = await probeOf(makeTestFilm(newDir(), { name, frames: 6, size: '64x64', encode }), name);
    expect(probe.warnings).toEqual([]);
    expect((await room.media.buildIndex(sha, unwatched))?.pts).toHaveLength(6);
  });
});

describe('decodes that would not end', () => {
  test('an edit list that shows its pictures over and over is stopped, and says so', async () => {
    const path = join(newDir(), 'edits.mov');
    const all = hostileMovies({ film: '/nowhere', http: 'http://127.0.0.1:9' });
    writeFileSync(path, all.find(({ name }) => name === 'edits-over-and-over.mov')?.bytes ?? '');
    const index = await room.media.buildIndex((await probeOf(path)).sha, unwatched);
    expect(index?.pts).toHaveLength(1000);
    expect(index?.keys.every((key) => key < 1000)).toBe(true);
    expect(index?.warnings.find(({ code }) => code === 'decode_stopped')?.message).toContain('over and over');
  });
});

describe('a decoder that breaks down', () => {
  const signal = new AbortController().signal;
  const trapped = async (script: string) => {
    const dir = newDir();
    const { path, arm } = trappedFfmpeg(dir, script);
    const own = await openMediaRoom(newDir(), path);
    const film = makeTestFilm(dir, { name: 'film.mp4', frames: 10, size: '64x64' });
    return { own, film, arm };
  };

  test.each([
    ['kill -SEGV $$', 'broke off (SIGSEGV)'],
    ['echo "[a @ 0x55] [error] Cannot allocate memory" >&2; exit 1', 'more memory than one recording may have'],
  ])('%s: nothing is said of the original by that', async (script, reason) => {
    const { own, film, arm } = await trapped(script);
    const { sha } = await probeOf(film, 'film.mp4', own);
    const index = await own.media.buildIndex(sha, unwatched);
    const prints = await own.media.md5s(sha, 0, 9);
    arm();
    // It must not be taken for another picture: that would call an untouched original changed.
    const broken = { code: 'ffmpeg_failed', message: expect.stringContaining(reason) };
    await expect(own.media.compare(sha, 0, 9, prints, unwatched)).rejects.toMatchObject(broken);
    await expect(own.media.still(sha, 3, signal)).rejects.toMatchObject(broken);
    await expect(own.media.clip(sha, 0, 3, join(newDir(), 'c.mp4'), unwatched)).rejects.toMatchObject(broken);
    expect(index?.pts).toHaveLength(10);
    const { probe } = await probeOf(makeTestFilm(newDir(), { name: 'b.mp4', frames: 3, size: '64x64' }), 'b.mp4', own);
    expect(probe.review).toBe('none');
    expect(probe.warnings.map(({ message }) => message).join()).toContain(reason);
    await own.close();
  });

  test('that ran out of memory behind a seek is not sent through the whole film', async () => {
    const dir = newDir();
    const hungry = 'echo "[a @ 0x55] [error] Cannot allocate memory" >&2; exit 1';
    const { path, arm } = trappedFfmpeg(dir, `case " $* " in *" -ss "*) ${hungry};; esac`);
    const own = await openMediaRoom(newDir(), path);
    const { sha } = await probeOf(makeTestFilm(dir, { name: 'film.mp4', frames: 40, size: '64x64' }), 'film.mp4', own);
    await own.media.buildIndex(sha, unwatched);
    arm();
    await expect(own.media.still(sha, 35, signal)).rejects.toMatchObject({ code: 'ffmpeg_failed' });
    expect((await own.media.still(sha, 2, signal)).frame.n).toBe(2);
    await own.close();
  });

  test('what the system cannot guard against is said in one place', () => {
    for (const sentence of room.media.missingGuards) expect(sentence).toMatch(/^This system does not let Aigaq /);
    if (process.platform === 'linux') expect(room.media.missingGuards.join()).not.toContain('memory');
  });
});
