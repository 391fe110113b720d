import { describe, expect, it } from 'vitest';
import {
  chunkMade,
  chunkOf,
  firstOfChunk,
  frameMade,
  framesOfChunk,
  keyOfProxy,
  madeShare,
} from '../../renderer/features/review/engine/proxy-chunks.ts';
import type { Proxy as ReviewCopy } from '../../shared/preparation.ts';

const proxy: ReviewCopy = {
  width: 640,
  height: 360,
  chunkFrames: 240,
  gop: 12,
  chunks: 5,
  made: [
    [0, 0],
    [3, 4],
  ],
};

describe('chunks of a proxy', () => {
  it('finds the chunk of a frame and back', () => {
    expect([0, 239, 240, 1199].map((n) => chunkOf(proxy, n))).toEqual([0, 0, 1, 4]);
    expect([0, 1, 4].map((k) => firstOfChunk(proxy, k))).toEqual([0, 240, 960]);
  });

  it('knows what the last chunk holds, and that there is none after it', () => {
    expect([0, 4, 5].map((k) => framesOfChunk(proxy, k, 1000))).toEqual([240, 40, 0]);
    expect(framesOfChunk(proxy, 0, 1)).toBe(1);
    expect(framesOfChunk(proxy, 4, 1200)).toBe(240);
  });

  it('begins at the key of the frame’s own group', () => {
    expect([0, 11, 12, 239, 240, 251, 252].map((n) => keyOfProxy(proxy, n))).toEqual([0, 0, 12, 228, 240, 240, 252]);
  });

  it('counts groups from the start of each chunk, also where they do not divide it', () => {
    const odd = { chunkFrames: 50, gop: 12 };
    expect([48, 49, 50, 61, 62].map((n) => keyOfProxy(odd, n))).toEqual([48, 48, 50, 50, 62]);
  });

  it('tells what is made from the runs', () => {
    expect([0, 1, 2, 3, 4, 5].map((k) => chunkMade(proxy, k))).toEqual([true, false, false, true, true, false]);
    expect(frameMade(proxy, 239)).toBe(true);
    expect(frameMade(proxy, 240)).toBe(false);
    expect(frameMade(null, 0)).toBe(false);
    expect(chunkMade({ made: [] }, 0)).toBe(false);
  });

  it('says how much of it is there', () => {
    expect(madeShare(proxy)).toBeCloseTo(0.6);
    expect(madeShare({ made: [], chunks: 0 })).toBe(0);
  });
});
