import { describe, expect, test } from 'vitest';
import { saysOutOfMemory } from '../../electron/core/media/ffmpeg-log.ts';
import { MEMORY_BYTES } from '../../electron/core/media/launch.ts';
import { memoryFor, moreMemory } from '../../electron/core/media/memory-allowance.ts';

const UHD = 3840 * 2160;
const PIXELS_8K = 7680 * 4320;

describe('memory for a decoder', () => {
  test('half a gibibyte up to 4K on two cores, whatever is not known', () => {
    for (const pixels of [null, 0, 320 * 240, UHD, 4096 * 2160])
      expect(memoryFor(pixels, 'decode', 2)).toBe(MEMORY_BYTES);
  });

  test('more for 8K, for pictures made of it, for encoding and for many cores', () => {
    const decode = memoryFor(PIXELS_8K, 'decode', 2);
    // 8K HEVC with sixteen waiting pictures took 0.56 GB to decode, x264 0.9 GB for 4K.
    expect(decode).toBeGreaterThan(600e6);
    expect(memoryFor(PIXELS_8K, 'picture', 2)).toBeGreaterThan(decode);
    expect(memoryFor(UHD, 'encode', 2)).toBeGreaterThan(1024 << 20);
    expect(memoryFor(UHD, 'decode', 16)).toBeGreaterThan(memoryFor(UHD, 'decode', 2) + 14 * UHD * 2);
    expect(memoryFor(UHD, 'decode', 64)).toBe(memoryFor(UHD, 'decode', 16));
  });

  test('no more than for 8K, however large a file says that its pictures are', () => {
    expect(memoryFor(65_535 * 65_535, 'decode', 2)).toBe(memoryFor(8192 * 4320, 'decode', 2));
    expect(memoryFor(65_535 * 65_535, 'decode', 2)).toBeLessThan(1 << 30);
  });

  test('a second try only for a size that explains the first', () => {
    expect(moreMemory({ width: 7680, height: 4320 })).toBe(memoryFor(PIXELS_8K));
    expect(moreMemory({ width: 1920, height: 1080 })).toBeNull();
    expect(moreMemory({ width: 16_384, height: 16_384 })).toBeNull();
    expect(moreMemory({ width: null, height: null })).toBeNull();
    expect(moreMemory(null)).toBeNull();
  });
});

test.each([
  ['Error while decoding stream #0:0: Cannot allocate memory', true],
  ['[rawvideo @ 0x562724cedec0] [error] Failed to allocate packet of size 49766400', true],
  ['x264 [error]: malloc of size 23612992 failed', true],
  ['[hevc @ 0x5641c749ddc0] [error] get_buffer() failed', false],
  ['Input #0, mov,mp4,m4a,3gp,3g2,mj2, from file', false],
])('%s', (line, says) => expect(saysOutOfMemory(line)).toBe(says));
