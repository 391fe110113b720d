import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SoundRedaction } from '../../shared/annotation.ts';
import { burntClip, repeated } from '../support/burnt-clip.ts';
import { ffmpegOutput, type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('burnt-sound');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

/** Four seconds of 25 pictures each; 3,000 Hz on the left, 5,000 Hz on the right, never silent. */
function speaking(rate: number): string {
  const path = join(newDir(), 'speaking.mov');
  const tones = [3000, 5000].map((hertz) => `0.4*sin(2*PI*${hertz}*t)`).join('|');
  makeWithFfmpeg(
    ...['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=4'],
    ...['-f', 'lavfi', '-i', `aevalsrc=exprs='${tones}':s=${rate}:c=stereo:d=4`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le', path],
  );
  return path;
}

const silencing = (kind: SoundRedaction['kind'], from: number, to: number): SoundRedaction => ({
  ...{ id: `${kind}${from}`, locked: false, kind, from, to, reason: 'voice', basis: 'minimisation' },
});

/** Samples of one channel of a clip, from -1 to 1. */
function samples(path: string, channel: number): Float64Array {
  const raw = ffmpegOutput('-i', path, '-map', '0:a:0', '-f', 's16le', '-');
  return Float64Array.from({ length: raw.length / 4 }, (_, i) => raw.readInt16LE(i * 4 + channel * 2) / 32_768);
}

/** Amplitude of one frequency in a stretch of sound (Goertzel's sum, plainly). */
function amplitude(sound: Float64Array, rate: number, hertz: number, from: number, to: number): number {
  let [re, im] = [0, 0];
  for (let i = from; i < to; i++) {
    re += (sound[i] ?? 0) * Math.cos((2 * Math.PI * hertz * i) / rate);
    im += (sound[i] ?? 0) * Math.sin((2 * Math.PI * hertz * i) / rate);
  }
  return (2 * Math.hypot(re, im)) / (to - from);
}

describe.each([48_000, 37_800])('sound at %i Hz', (sourceRate) => {
  test('is silent or a tone where it must not be heard, to the sample, and itself elsewhere', async () => {
    const path = speaking(sourceRate);
    const silenced = [silencing('mute', 20, 29), silencing('tone', 45, 54)];
    const clip = await burntClip(room, newDir(), path, [10, 69], [], silenced);
    expect(clip.made.hasAudio).toBe(true);
    const rate = 48_000;
    const at = (frame: number) => ((frame - 10) * rate) / 25;
    for (const [channel, own, other] of [[0, 3000, 5000] as const, [1, 5000, 3000] as const]) {
      const sound = samples(clip.out, channel);
      const heard = (hertz: number, from: number, to: number) => amplitude(sound, rate, hertz, from, to);
      expect(sound.length).toBeGreaterThanOrEqual(at(70));
      expect(heard(own, at(12), at(19))).toBeGreaterThan(0.3);
      expect(heard(own, at(32), at(43))).toBeGreaterThan(0.3);
      expect(heard(own, at(57), at(68))).toBeGreaterThan(0.3);
      expect(heard(1000, at(45) + 2048, at(55) - 2048)).toBeCloseTo(0.1, 1);
      for (const hertz of [own, other]) {
        // AAC spreads what is outside over its own window of 1,024 samples, never what was taken out.
        expect(heard(hertz, at(20) + 2048, at(30) - 2048)).toBeLessThan(0.001);
        expect(heard(hertz, at(45) + 2048, at(55) - 2048)).toBeLessThan(0.001);
      }
    }
  });
});

describe('what is fed to the encoder', () => {
  test('is exactly zero from the first hidden sample to the last', async () => {
    const path = speaking(48_000);
    const clip = await burntClip(room, newDir(), path, [10, 69], [], [silencing('mute', 20, 29)]);
    const filters = clip.made.arguments[clip.made.arguments.indexOf('-af') + 1] ?? '';
    const raw = ffmpegOutput('-copyts', '-i', path, '-map', '0:a:0', '-af', filters, '-f', 's16le', '-');
    const loud = (i: number) => Math.max(Math.abs(raw.readInt16LE(i * 4)), Math.abs(raw.readInt16LE(i * 4 + 2)));
    const first = (10 * 48_000) / 25;
    const last = (20 * 48_000) / 25 - 1;
    for (let i = first; i <= last; i++) if (loud(i) !== 0) throw new Error(`sample ${i} is heard`);
    const near = (from: number, to: number) => Math.max(...Array.from({ length: to - from }, (_, i) => loud(from + i)));
    expect(near(first - 20, first - 1)).toBeGreaterThan(3000);
    expect(near(last + 2, last + 21)).toBeGreaterThan(3000);
  });

  test('is made the same again by a stranger', async () => {
    const path = speaking(48_000);
    const clip = await burntClip(room, newDir(), path, [10, 30], [], [silencing('tone', 12, 20)]);
    expect(readFileSync(repeated(clip, path)).equals(readFileSync(clip.out))).toBe(true);
  });
});
