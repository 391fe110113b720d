import { availableParallelism } from 'node:os';
import { MEMORY_BYTES } from './launch.ts';

/** What a run does with the pictures that it decodes: nothing much, making pictures of them, coding them anew in full size, or burning films into them before. */
export type PictureUse = 'decode' | 'picture' | 'encode' | 'burn';

/** Up to this size, that of cinema's 4K (SMPTE ST 2048-1), the usual allowance does. */
const USUAL_PIXELS = 4096 * 2160;
/** Beyond the size of 8K no recording is owed more: such sizes are claimed by files that mean to fill the memory. */
const MOST_PIXELS = 8192 * 4320;
/**
 * Bytes for each pixel beyond the usual size. Measured with 8K HEVC of 16 waiting pictures: decoding took 0.56 GB; x264
 * took 0.9 GB for 4K.
 */
const BYTES_PER_PIXEL = { decode: 12, picture: 24, encode: 24, burn: 24 } as const;
const ENCODER_BYTES_PER_PIXEL = 96;
/** Masks, drawings and pictures that wait for each other between filters. */
const BURNING_BYTES_PER_PIXEL = 128;
/** A decoder works on one more picture for each core, of up to ten bits in 4:2:0, and an encoder on one with its search planes. */
const BYTES_PER_CORE = { decode: 3, picture: 3, encode: 12, burn: 12 } as const;
/** ffmpeg starts no more threads than this. */
const MOST_CORES = 16;
const USUAL_CORES = 2;

/**
 * Memory for one child in bytes: 512 MiB, more for pictures beyond 4K, for many cores and for encoding.
 * @param pixels width × height of the coded pictures; null while nobody knows, which is as much as for 4K
 */
export function memoryFor(pixels: number | null, use: PictureUse = 'decode', cores = availableParallelism()): number {
  const size = Math.min(pixels ?? USUAL_PIXELS, MOST_PIXELS);
  const beyond = Math.max(0, size - USUAL_PIXELS) * BYTES_PER_PIXEL[use];
  const encoder = use === 'encode' || use === 'burn' ? size * ENCODER_BYTES_PER_PIXEL : 0;
  const burning = use === 'burn' ? size * BURNING_BYTES_PER_PIXEL : 0;
  const threads = Math.max(0, Math.min(cores, MOST_CORES) - USUAL_CORES) * size * BYTES_PER_CORE[use];
  return MEMORY_BYTES + beyond + encoder + burning + threads;
}

/**
 * The allowance for another try of a run that had too little because nobody knew the size of its pictures; null where
 * the size that has shown itself is no reason for more.
 */
export function moreMemory(size: { width: number | null; height: number | null } | null): number | null {
  if (size === null || size.width === null || size.height === null) return null;
  const pixels = size.width * size.height;
  return pixels > USUAL_PIXELS && pixels <= MOST_PIXELS ? memoryFor(pixels) : null;
}
