import { describe, expect, test } from 'vitest';
import { spanAfter, spanBefore } from '../../shared/context-span.ts';
import type { FrameIndex } from '../../shared/frames.ts';
import type { TimeBase } from '../../shared/time.ts';

const film = (pts: readonly number[], timeBase: TimeBase = [1, 1000]): FrameIndex => ({ timeBase, pts, keys: [0] });
/** 25 pictures a second from 10 s on. */
const steady = film(Array.from({ length: 100 }, (_, n) => 10_000 + n * 40));

describe('pictures before an interval', () => {
  test('begin at most so many seconds before its first one, and end right before it', () => {
    expect(spanBefore(steady, 50, 1)).toEqual({ first: 25, last: 49 });
    expect(spanBefore(steady, 50, 2)).toEqual({ first: 0, last: 49 });
    expect(spanBefore(steady, 1, 120)).toEqual({ first: 0, last: 0 });
  });

  test('are none at the beginning, for no seconds, and after a pause that is longer', () => {
    expect(spanBefore(steady, 0, 120)).toBeNull();
    expect(spanBefore(steady, 50, 0)).toBeNull();
    expect(spanBefore(film([0, 40, 3000, 3040]), 2, 2)).toBeNull();
    expect(spanBefore(film([0, 40, 3000, 3040]), 3, 2)).toEqual({ first: 2, last: 2 });
  });
});

describe('pictures after an interval', () => {
  test('are counted from the first of them, which is always among them', () => {
    expect(spanAfter(steady, 49, 1)).toEqual({ first: 50, last: 75 });
    expect(spanAfter(steady, 97, 120)).toEqual({ first: 98, last: 99 });
    // The pause before the first of them is not what was asked for.
    expect(spanAfter(film([0, 40, 30_000, 30_500, 31_000, 31_001]), 1, 1)).toEqual({ first: 2, last: 4 });
  });

  test('are none at the end and for no seconds', () => {
    expect(spanAfter(steady, 99, 120)).toBeNull();
    expect(spanAfter(steady, 49, 0)).toBeNull();
  });
});

test('the border is exact in time bases that no float can hold', () => {
  // 30000/1001 pictures a second for hours: 2^53 is passed when PTS are multiplied.
  const start = 2 ** 52;
  const ntsc = film([start, start + 29, start + 30, start + 60], [1001, 30_000]);
  // 29 steps are 0.967… s, 30 are 1.001 s.
  expect(spanAfter(ntsc, -1, 1)).toEqual({ first: 0, last: 1 });
  expect(spanBefore(ntsc, 2, 1)).toEqual({ first: 1, last: 1 });
  const nanoseconds = film([0, 1_000_000_000, 1_000_000_001], [1, 1_000_000_000]);
  expect(spanAfter(nanoseconds, -1, 1)).toEqual({ first: 0, last: 1 });
  expect(spanBefore(film([0, 1_000_000_001], [1, 1_000_000_000]), 1, 1)).toBeNull();
  expect(spanBefore(film([1, 1_000_000_001], [1, 1_000_000_000]), 1, 1)).toEqual({ first: 0, last: 0 });
});

test('pictures that share a time or run back are kept together with their neighbours', () => {
  const odd = film([0, 40, 40, 30, 80]);
  expect(spanBefore(odd, 4, 1)).toEqual({ first: 0, last: 3 });
  expect(spanAfter(odd, 0, 1)).toEqual({ first: 1, last: 4 });
});
