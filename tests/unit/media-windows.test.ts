import { describe, expect, test } from 'vitest';
import { timescaleOf } from '../../electron/core/media/clip-picture.ts';
import type { KeptIndex } from '../../electron/core/media/index-file.ts';
import { LruMap } from '../../electron/core/media/lru-map.ts';
import { drawnSize } from '../../electron/core/media/page-size.ts';
import { windowLength, windowOf } from '../../electron/core/media/picture-windows.ts';

function indexWith(count: number, keys: number[], width = 1920, height = 1080): KeptIndex {
  const pts = Array.from({ length: count }, (_, n) => n);
  return {
    source: 'container',
    fieldOrder: 'progressive',
    timeBase: [1, 25],
    width,
    height,
    warnings: [],
    pts,
    keys,
    md5: null,
  };
}

describe('windows of pictures', () => {
  test.each([
    ['long groups', indexWith(1000, [0, 250, 500, 750])],
    [
      'dense key frames',
      indexWith(
        1000,
        Array.from({ length: 1000 }, (_, n) => n),
      ),
    ],
    ['no key frame at all', indexWith(100, [])],
    ['one frame', indexWith(1, [0])],
    ['groups of uneven length', indexWith(200, [0, 3, 4, 90, 91, 180])],
  ])('%s: every frame lies in a window inside the film, of bounded length', (_, index) => {
    for (let n = 0; n < index.pts.length; n++) {
      const { first, last } = windowOf(index, n, 24);
      expect(first).toBeLessThanOrEqual(n);
      expect(last).toBeGreaterThanOrEqual(n);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThan(index.pts.length);
      expect(last - first).toBeLessThan(24);
    }
  });

  test('a window does not begin before the key frame of a long group', () => {
    expect(windowOf(indexWith(1000, [0, 250, 500]), 255, 24)).toEqual({ first: 250, last: 273 });
  });

  test('large pictures make short windows', () => {
    expect(windowLength(indexWith(1, [0], 7680, 4320), null)).toBe(12);
    expect(windowLength(indexWith(1, [0], 320, 240), null)).toBe(64);
    expect(windowLength(indexWith(1, [0], 7680, 4320), 1280)).toBeGreaterThan(40);
  });
});

describe('LruMap', () => {
  test('forgets what was used longest ago when the weights are too much', () => {
    const map = new LruMap<string, string>(10, (value) => value.length);
    map.set('a', 'aaaa');
    map.set('b', 'bbbb');
    map.get('a');
    map.set('c', 'cccc');
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual(['aaaa', undefined, 'cccc']);
    map.set('huge', 'x'.repeat(50));
    expect(map.get('huge')).toHaveLength(50);
    expect(map.get('a')).toBeUndefined();
  });

  test('forgets a promise that failed, so that it is tried again', async () => {
    const map = new LruMap<string, Promise<number>>(10);
    await expect(map.getOrMake('k', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await map.getOrMake('k', () => Promise.resolve(2))).toBe(2);
  });
});

test('the clip keeps the clock of the source where MP4 can carry it', () => {
  expect(timescaleOf([1, 90_000])).toBe(90_000);
  expect(timescaleOf([1001, 30_000])).toBe(30_000);
  expect(timescaleOf([1, 25])).toBe(1000);
  expect(timescaleOf([1, 1_000_000_000])).toBe(1_000_000);
});

test('an enormous page is drawn smaller, with its shape kept', () => {
  expect(drawnSize({ width: 600, height: 800 }, 300)).toEqual({ width: 300, height: 400 });
  const { width, height } = drawnSize({ width: 14_400, height: 14_400 }, 30_000);
  expect(width).toBe(height);
  expect(width * height).toBeLessThanOrEqual(40_100_000);
  expect(drawnSize({ width: 1, height: 100_000 }, 500).height).toBeLessThanOrEqual(16_000);
});
