import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import { ffmpegOutput, type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('media-sound');
const RATE = 48_000;
const LOUD = 328; // −40 dBFS

let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

/** Loud and total milliseconds of a clip's sound. */
function loudness(path: string, input: readonly string[] = []): { loud: number; all: number; firstLoud: number } {
  const raw = ffmpegOutput(...input, '-i', path, '-map', '0:a:0', '-ac', '1', '-ar', String(RATE), '-f', 's16le', '-');
  let loud = 0;
  let firstLoud = -1;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    if (Math.abs(raw.readInt16LE(i)) <= LOUD) continue;
    loud++;
    if (firstLoud < 0) firstLoud = i / 2;
  }
  return { loud: (loud * 1000) / RATE, all: ((raw.length / 2) * 1000) / RATE, firstLoud: (firstLoud * 1000) / RATE };
}

/** Four seconds at 25 pictures a second; the sound is noise where `when` (an expression in t) holds, else silence. */
function film(name: string, when: string, codec: readonly string[]): string {
  const path = join(newDir(), name);
  makeWithFfmpeg(
    ...['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25:duration=4'],
    ...['-f', 'lavfi', '-i', `aevalsrc=exprs='if(${when},0.8*(random(0)*2-1),0)':sample_rate=${RATE}:duration=4`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-bf', '2', '-g', '50', ...codec, path],
  );
  return path;
}

describe('sound of a clip', () => {
  test('no sound from outside: silence of frames 40 to 60 stays silent, noise around it is left out', async () => {
    const outside = `not(between(t,1.6,${2.44 - 0.5 / RATE}))`;
    const sha = await room.take(film('island.mov', outside, ['-c:a', 'pcm_s16le']));
    const out = join(newDir(), 'clip.mp4');
    expect((await room.media.clip(sha, 40, 60, out, unwatched)).hasAudio).toBe(true);
    expect(loudness(out, ['-ignore_editlist', '1']).loud).toBeLessThan(2);
    await room.media.clip(sha, 5, 15, out, unwatched);
    const noisy = loudness(out);
    expect(noisy.loud).toBeGreaterThan(noisy.all / 2);
    expect(Math.abs(noisy.all - 440)).toBeLessThan(45);
  });

  test('sits where it was, to the millisecond', async () => {
    const sha = await room.take(film('click.mov', 'between(t,1.9,3)', ['-c:a', 'pcm_s16le']));
    const out = join(newDir(), 'clip.mp4');
    await room.media.clip(sha, 41, 60, out, unwatched);
    // Frame 41 is at 1.64 s, so the noise begins 260 ms into the clip; the encoder smears a few samples before it.
    expect(Math.abs(loudness(out).firstLoud - 260)).toBeLessThan(3);
  });

  test('AAC that was cut: the interval is whole from its first sample', async () => {
    const sha = await room.take(film('aac.mp4', '1', ['-c:a', 'aac', '-b:a', '160k']));
    const out = join(newDir(), 'clip.mp4');
    await room.media.clip(sha, 50, 60, out, unwatched);
    const { firstLoud, loud, all } = loudness(out);
    expect(firstLoud).toBeLessThan(2);
    expect(loud).toBeGreaterThan(all * 0.8);
  });

  test('a hole in the sound becomes silence, not a shift', async () => {
    const whole = film('whole.mkv', '1', ['-c:a', 'aac']);
    const path = join(newDir(), 'hole.mkv');
    makeWithFfmpeg('-i', whole, '-map', '0', '-c', 'copy', '-bsf:a', "noise=drop='between(pts*tb,1.0,2.0)'", path);
    const sha = await room.take(path);
    const out = join(newDir(), 'clip.mp4');
    await room.media.clip(sha, 10, 89, out, unwatched);
    const { all, loud } = loudness(out);
    expect(Math.abs(all - 3200)).toBeLessThan(50);
    expect(loud).toBeLessThan(2400);
    expect(loud).toBeGreaterThan(1700);
  });

  test('sound that ends early leaves silence to the end; none at all leaves none', async () => {
    const short = join(newDir(), 'short.mp4');
    makeWithFfmpeg(
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=320x240:rate=25:duration=4',
      '-f',
      'lavfi',
      '-i',
      'sine=d=2',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '25',
      '-c:a',
      'aac',
      short,
    );
    const sha = await room.take(short);
    const out = join(newDir(), 'clip.mp4');
    await room.media.clip(sha, 40, 79, out, unwatched);
    expect(Math.abs(loudness(out).all - 1600)).toBeLessThan(50);
    // Beyond the end of the sound there is nothing to keep; the pictures are exact all the same.
    expect((await room.media.clip(sha, 80, 90, out, unwatched)).frameMd5).toHaveLength(11);
    const mute = join(newDir(), 'mute.mp4');
    makeWithFfmpeg('-i', short, '-an', '-c', 'copy', mute);
    expect((await room.media.clip(await room.take(mute), 0, 9, out, unwatched)).hasAudio).toBe(false);
  });
});
