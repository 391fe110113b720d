import { lastAtOrBefore } from '../../../../shared/frames.ts';
import type { Proxy as ReviewCopy } from '../../../../shared/preparation.ts';

/** What of a proxy tells which chunk holds which frame. */
export type ChunkRule = Pick<ReviewCopy, 'chunkFrames' | 'gop'>;

/** The chunk that holds frame n. */
export const chunkOf = ({ chunkFrames }: ChunkRule, n: number): number => Math.floor(n / chunkFrames);

/** The first frame of chunk k. */
export const firstOfChunk = ({ chunkFrames }: ChunkRule, k: number): number => k * chunkFrames;

/** How many of `count` frames chunk k must hold. */
export function framesOfChunk(rule: ChunkRule, k: number, count: number): number {
  return Math.max(0, Math.min(rule.chunkFrames, count - firstOfChunk(rule, k)));
}

/** The frame that a decoder has to begin at to give frame n. Groups of pictures are counted from each chunk's start. */
export function keyOfProxy(rule: ChunkRule, n: number): number {
  const first = firstOfChunk(rule, chunkOf(rule, n));
  return first + Math.floor((n - first) / rule.gop) * rule.gop;
}

/** Whether chunk k is there. */
export function chunkMade({ made }: Pick<ReviewCopy, 'made'>, k: number): boolean {
  const run =
    made[
      lastAtOrBefore(
        made.map(([first]) => first),
        k,
      )
    ];
  return run !== undefined && k <= run[1];
}

/** Whether frame n can be had from the proxy now. */
export const frameMade = (proxy: ReviewCopy | null, n: number): boolean =>
  proxy !== null && chunkMade(proxy, chunkOf(proxy, n));

/** How much of a proxy is there, from 0 to 1. */
export function madeShare({ made, chunks }: Pick<ReviewCopy, 'made' | 'chunks'>): number {
  const there = made.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return chunks <= 0 ? 0 : Math.min(1, there / chunks);
}
