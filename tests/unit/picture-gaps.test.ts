import { describe, expect, it } from 'vitest';
import type { FrameIndex } from '../../shared/frames.ts';
import { findGaps, usualStep } from '../../shared/picture-gaps.ts';

const even = (count: number, step: number, first = 0): FrameIndex => ({
  timeBase: [1, 1000],
  pts: Array.from({ length: count }, (_, n) => first + n * step),
  keys: [0],
});

describe('gaps', () => {
  it('are found where pictures are missing', () => {
    const pts = even(50, 40).pts.concat(even(50, 40, 10_000).pts);
    const gaps = findGaps({ timeBase: [1, 1000], pts });
    expect(gaps).toEqual([{ after: 49, start: 2, end: 10 }]);
  });

  it('are not ordinary unevenness of a phone, nor a slow camera', () => {
    const phone = [0, 33, 66, 133, 166, 300, 333, 366];
    expect(findGaps({ timeBase: [1, 1000], pts: phone })).toEqual([]);
    expect(findGaps(even(20, 1000))).toEqual([]);
    expect(findGaps(even(1, 40))).toEqual([]);
  });

  it('do not move the usual step', () => {
    expect(usualStep([0, 40, 80, 9000, 9040])).toBe(40);
    expect(usualStep([5])).toBe(0);
  });

  it('are judged by the rate around them', () => {
    const night = even(60, 40).pts.concat(even(60, 1000, 60 * 40).pts);
    expect(findGaps({ timeBase: [1, 1000], pts: night })).toEqual([]);
    const cut = even(60, 1000).pts.concat(even(60, 1000, 80_000).pts);
    expect(findGaps({ timeBase: [1, 1000], pts: cut })).toEqual([{ after: 59, start: 60, end: 80 }]);
  });

  it('are found near the ends, where few pictures say what is usual', () => {
    const late = [...even(50, 40).pts, 10_000, 20_000];
    expect(findGaps({ timeBase: [1, 1000], pts: late }).map(({ after }) => after)).toEqual([49, 50]);
    const early = [0, 10_000, ...even(50, 40, 20_000).pts];
    expect(findGaps({ timeBase: [1, 1000], pts: early }).map(({ after }) => after)).toEqual([0, 1]);
  });

  it('are not made of times that run back', () => {
    expect(findGaps({ timeBase: [1, 1000], pts: [0, 40, 80, 40, 80, 120, 160] })).toEqual([]);
  });
});
