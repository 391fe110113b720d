import type { Region } from '../../shared/mark.ts';
import { ffmpegOutput } from './media-room.ts';

/** The three planes of one decoded 8-bit 4:2:0 picture. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly y: Buffer;
  readonly chroma: Buffer;
}

/** All pictures of a film by the system's ffmpeg, upright, in 4:2:0 and in this size; `input` stands before the file. */
export function planesOf(path: string, width: number, height: number, input: readonly string[] = []): Planes[] {
  const sized = ['-vf', `scale=${width}:${height}:flags=lanczos`, '-enc_time_base', '-1'];
  const out = ['-map', '0:v:0', ...sized, '-pix_fmt', 'yuv420p', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'];
  const raw = ffmpegOutput(...input, '-i', path, ...out);
  const luma = width * height;
  const size = luma + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
  return Array.from({ length: raw.length / size }, (_, n) => ({
    ...{ width, height },
    y: raw.subarray(n * size, n * size + luma),
    chroma: raw.subarray(n * size + luma, (n + 1) * size),
  }));
}

/** Whole pixels that lie wholly inside the region, or with `grow` everything that it might touch. */
export function pixelsIn({ width, height }: Planes, region: Region, grow = 0): boolean[] {
  const [left, top] = [region.x * width - grow, region.y * height - grow];
  const [right, bottom] = [left + region.width * width + 2 * grow, top + region.height * height + 2 * grow];
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x >= left && x + 1 <= right && y >= top && y + 1 <= bottom;
  });
}

/** Normalised cross-correlation of the luma of two pictures over some pixels; 0 where one of them is even. */
export function correlation(a: Planes, b: Planes, where: readonly boolean[]): number {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < where.length; i++) {
    if (where[i] !== true) continue;
    const [p, q] = [a.y[i] ?? 0, b.y[i] ?? 0];
    n++;
    sa += p;
    sb += q;
    saa += p * p;
    sbb += q * q;
    sab += p * q;
  }
  const [va, vb] = [saa - (sa * sa) / n, sbb - (sb * sb) / n];
  return va < n || vb < n ? 0 : (sab - (sa * sb) / n) / Math.sqrt(va * vb);
}

/** Mean and greatest difference of the luma of two pictures over some pixels. */
export function difference(a: Planes, b: Planes, where: readonly boolean[]): { mean: number; most: number } {
  let [n, sum, most] = [0, 0, 0];
  for (let i = 0; i < where.length; i++) {
    if (where[i] !== true) continue;
    const off = Math.abs((a.y[i] ?? 0) - (b.y[i] ?? 0));
    n++;
    sum += off;
    most = Math.max(most, off);
  }
  return { mean: n === 0 ? 0 : sum / n, most };
}
