import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWaveform } from '../../electron/core/media/waveform-maker.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { plainFile } from '../../electron/core/store/file-source.ts';
import type { Waveform } from '../../shared/waveform.ts';
import { makeWithFfmpeg } from '../support/media-room.ts';
import { newTempDir, removeFolder } from '../support/temp-folder.ts';

const SECONDS = 620;
/** Without noise that a decoder makes up: that is another one wherever decoding begins (ISO/IEC 14496-3, 4.6.13). */
const AAC = ['-c:a', 'aac', '-b:a', '48k', '-aac_pns', '0'];
const SPAN = { start: 0, end: SECONDS };

let dir: string;
let plain: string;
beforeAll(() => {
  dir = newTempDir('halves');
  plain = makeSound('plain.mp4', AAC);
});
afterAll(() => removeFolder(dir));

/** `claimed` is the length that the file is said to have: without it, nothing is known of a second half. */
function read(path: string, claimed: number | null, work = unwatched): Promise<Waveform | null> {
  return makeWaveform({
    program: 'ffmpeg',
    input: { file: plainFile(path), demuxer: 'mov', decoders: null },
    span: SPAN,
    seconds: claimed,
    work,
  });
}

/** Noise whose loudness rises and falls, so that every second looks different from the one before. */
function makeSound(name: string, encode: readonly string[], filter = 'anull'): string {
  const path = join(dir, name);
  const noise = `anoisesrc=seed=7:sample_rate=16000:duration=${SECONDS},volume='0.1+0.8*abs(sin(t*t))':eval=frame,${filter}`;
  makeWithFfmpeg('-f', 'lavfi', '-i', noise, ...encode, path);
  return path;
}

/** Largest difference of two waveforms of one length, in levels of 127. */
function farthest(a: Waveform | null, b: Waveform | null): number {
  const [one, other] = [a?.levels[0], b?.levels[0]];
  if (!one || !other) throw new Error('there is no waveform');
  expect(one.min.length).toBe(other.min.length);
  expect(a?.startSeconds).toBe(b?.startSeconds);
  return one.min.reduce(
    (most, low, i) =>
      Math.max(most, Math.abs(low - (other.min[i] ?? 0)), Math.abs((one.max[i] ?? 0) - (other.max[i] ?? 0))),
    0,
  );
}

describe('A long sound that is read in two halves', () => {
  test.each([
    ['mp3.mp4', ['-c:a', 'libmp3lame', '-b:a', '48k']],
    ['opus.mp4', ['-c:a', 'libopus', '-b:a', '24k', '-ar', '48000']],
    ['pcm.mov', ['-c:a', 'pcm_s16le']],
    ['late.mp4', [...AAC, '-output_ts_offset', '3.7']],
    ['fragments.mp4', [...AAC, '-movflags', 'frag_keyframe+empty_moov', '-frag_duration', '1000000']],
  ])('has the peaks of one reading: %s', async (name, encode) => {
    const path = makeSound(name, encode);
    expect(farthest(await read(path, SECONDS), await read(path, null))).toBe(0);
  });

  test('is silent in a hole over the middle, and goes on at the right time after it', async () => {
    const path = makeSound('hole.mp4', AAC, "aselect='not(between(t,300,320))'");
    const waveform = await read(path, SECONDS);
    const level = waveform?.levels[0];
    const loud = (second: number) => Math.max(...(level?.max.slice(second * 100, second * 100 + 50) ?? []));
    expect([305, 309, 311, 315].map(loud)).toEqual([0, 0, 0, 0]);
    expect([298, 322, 600].map(loud).every((each) => each > 8)).toBe(true);
    expect(farthest(waveform, await read(path, null))).toBe(0);
  });

  test.each([SECONDS * 2, SECONDS + 300])('of which there is less than the %d s claimed', async (claimed) => {
    const path = plain;
    expect(farthest(await read(path, claimed), await read(path, null))).toBe(0);
  });

  test('tells how far it is, never back nor beyond the end, and ends when it is cancelled', async () => {
    const path = plain;
    const steps: number[] = [];
    const watched = { ...unwatched, onStep: ({ done }: { done: number }) => steps.push(done) };
    await read(path, SECONDS, watched);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBeLessThanOrEqual(SECONDS + 1);
    const control = new AbortController();
    const cancelling = { signal: control.signal, onStep: () => control.abort() };
    await expect(read(path, SECONDS, cancelling)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
