import { ffmpegOutput } from './media-room.ts';

/** All channels of a file's sound mixed into one by the system's ffmpeg, from -1 to 1. */
export function samplesOf(path: string): Float64Array {
  const raw = ffmpegOutput('-i', path, '-map', '0:a:0', '-ac', '1', '-f', 's16le', '-');
  return Float64Array.from({ length: raw.length >> 1 }, (_, i) => raw.readInt16LE(i * 2) / 32_768);
}

/** Root mean square of a stretch. */
export function rms(sound: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (sound[i] ?? 0) ** 2;
  return Math.sqrt(sum / (to - from));
}

/** The greatest normalised correlation of a stretch of `a` with `b`, moved by at most `lag` samples either way. */
export function bestCorrelation(a: Float64Array, b: Float64Array, from: number, to: number, lag: number): number {
  let best = 0;
  const step = Math.max(1, Math.floor(lag / 300));
  for (let by = -lag; by <= lag; by += step) {
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = from; i < to; i++) {
      const [p, q] = [a[i] ?? 0, b[i + by] ?? 0];
      ab += p * q;
      aa += p * p;
      bb += q * q;
    }
    const value = aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
    if (Math.abs(value) > Math.abs(best)) best = value;
  }
  return best;
}
