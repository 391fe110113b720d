import { sampleNoise } from './sample-random.ts';

/** Hum of a room with a dull knock at each of `knocks` (seconds), as mono 16-bit little-endian samples. */
export function makeRoomSound(seconds: number, rate: number, knocks: readonly number[], seed: number): Buffer {
  const count = Math.round(seconds * rate);
  const noise = sampleNoise(seed);
  const samples = new Float64Array(count);
  let low = 0;
  for (let i = 0; i < count; i++) {
    low += (noise() - low) * 0.02;
    samples[i] = low * 0.12 + noise() * 0.004;
  }
  for (const knock of knocks) {
    const start = Math.round(knock * rate);
    for (let i = 0; i < rate * 0.15 && start + i < count; i++) {
      const t = i / rate;
      samples[start + i] = (samples[start + i] ?? 0) + 0.3 * Math.exp(-35 * t) * Math.sin(2 * Math.PI * 170 * t);
    }
  }
  const pcm = Buffer.alloc(count * 2);
  samples.forEach((sample, i) => {
    pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), i * 2);
  });
  return pcm;
}
