import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SoundRedaction } from '../../shared/annotation.ts';
import { burntClip, repeated } from '../support/burnt-clip.ts';
import { ffmpegOutput, type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { bestCorrelation, rms, samplesOf } from '../support/sound-judge.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('burnt-voice');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const RATE = 48_000;
const at = (frame: number): number => ((frame - 10) * RATE) / 25;
const hidden = (kind: SoundRedaction['kind'], from: number, to: number): SoundRedaction => ({
  ...{ id: `${kind}${from}`, locked: false, kind, from, to, reason: 'voice', basis: 'minimisation' },
});

/**
 * Four seconds of a buzz of this pitch with all its overtones and three formants, swelling four times a second, as
 * speech does: what is left of it when the pitch is gone must not depend on the pitch.
 */
function speaking(pitch: number, channels: 'mono' | 'stereo' | '5.1' = 'stereo'): string {
  const path = join(newDir(), `pitch-${pitch}.mov`);
  const swell = '(0.55-0.45*cos(2*PI*4*t))';
  const buzz = `aevalsrc=exprs='0.35*${swell}*(mod(t*${pitch},1)-0.5)':s=${RATE}:d=4`;
  const formants = 'equalizer=f=600:t=h:w=200:g=9,equalizer=f=1200:t=h:w=250:g=7,equalizer=f=2600:t=h:w=300:g=6';
  makeWithFfmpeg(
    ...['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=4', '-f', 'lavfi', '-i', `${buzz},${formants}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le'],
    ...['-af', `aformat=channel_layouts=${channels}`, path],
  );
  return path;
}

/** How much of the sound stands on multiples of this pitch, beside what stands half way between them. */
function pitched(sound: Float64Array, pitch: number, from: number, to: number): number {
  const power = (hertz: number): number => {
    let [re, im] = [0, 0];
    for (let i = from; i < to; i++) {
      re += (sound[i] ?? 0) * Math.cos((2 * Math.PI * hertz * i) / RATE);
      im += (sound[i] ?? 0) * Math.sin((2 * Math.PI * hertz * i) / RATE);
    }
    return re * re + im * im;
  };
  let [on, off] = [0, 0];
  for (let k = 1; k <= 12; k++) {
    on += power(k * pitch);
    off += power((k + 0.5) * pitch);
  }
  return on / off;
}

describe.each(['mono', 'stereo', '5.1'] as const)('a voice in %s', (channels) => {
  test('is noise where it is hidden, to the sample, and itself elsewhere', async () => {
    const path = speaking(130, channels);
    const clip = await burntClip(room, newDir(), path, [10, 89], [], [hidden('voice', 30, 59), hidden('mute', 70, 74)]);
    const made = samplesOf(clip.out);
    expect(made.length).toBeGreaterThanOrEqual(at(90));
    const own = samplesOf(path).subarray((10 * RATE) / 25);
    for (const [a, b] of [
      [12, 29],
      [62, 69],
      [76, 88],
    ] as const) {
      expect(bestCorrelation(own, made, at(a), at(b), 2)).toBeGreaterThan(0.98);
    }
    expect(Math.abs(bestCorrelation(own, made, at(31), at(59), 1200))).toBeLessThan(0.2);
    expect(rms(made, at(70) + 2048, at(75) - 2048)).toBeLessThan(0.001);
    const level = rms(made, at(32), at(58)) / rms(own, at(32), at(58));
    expect(level).toBeGreaterThan(0.4);
    expect(level).toBeLessThan(2);
  });
});

describe('what is left of a voice', () => {
  test('has no pitch, and does not tell one pitch from another', async () => {
    const films = await Promise.all(
      [110, 190].map(async (pitch) => {
        const path = speaking(pitch);
        const clip = await burntClip(room, newDir(), path, [10, 89], [], [hidden('voice', 10, 89)]);
        return { pitch, own: samplesOf(path), made: samplesOf(clip.out) };
      }),
    );
    const [low, high] = films as [(typeof films)[0], (typeof films)[0]];
    for (const { pitch, own } of films) {
      expect(pitched(own, pitch, RATE, 3 * RATE)).toBeGreaterThan(50);
      // Noise stands on some multiples by chance, but on those of its own voice no more than on those of another.
      const [a, b] = films.map(({ made }) => pitched(made, pitch, RATE / 2, (5 * RATE) / 2));
      expect(Math.abs(Math.log2((a ?? 0) / (b ?? 1)))).toBeLessThan(1);
    }
    // The noise is the same for both; only the levels of four bands could tell them apart.
    expect(bestCorrelation(low.made, high.made, RATE / 2, 2 * RATE, 2)).toBeGreaterThan(0.8);
    expect(bestCorrelation(low.own, high.own, RATE / 2, 2 * RATE, 600)).toBeLessThan(0.6);
  });

  test('is made the same again by a stranger, and the recipe says what was done', async () => {
    const path = speaking(150);
    const clip = await burntClip(room, newDir(), path, [10, 40], [], [hidden('voice', 12, 30), hidden('tone', 20, 22)]);
    expect(readFileSync(repeated(clip, path)).equals(readFileSync(clip.out))).toBe(true);
    expect(clip.made.notes).toMatchObject({ voice: 'noise in 4 bands, each with 25 levels a second' });
    const filters = clip.made.arguments[clip.made.arguments.indexOf('-af') + 1] ?? '';
    const raw = ffmpegOutput('-copyts', '-i', path, '-map', '0:a:0', '-af', filters, '-f', 's16le', '-');
    expect(raw.length).toBe(31 * (RATE / 25) * 4);
  });
});
