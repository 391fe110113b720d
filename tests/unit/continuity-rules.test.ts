import { describe, expect, test } from 'vitest';
import { coursePictures } from '../../electron/core/features/continuity/course-pictures.ts';
import { secondsText } from '../../electron/core/features/continuity/finding-words.ts';
import { gopFindings } from '../../electron/core/features/continuity/gop-pattern.ts';
import {
  droppedFindings,
  gapFindings,
  overlapFindings,
} from '../../electron/core/features/continuity/picture-times.ts';
import { rateFindings } from '../../electron/core/features/continuity/rate-stretches.ts';
import {
  duplicateFindings,
  repeatedStretchFindings,
} from '../../electron/core/features/continuity/repeated-pictures.ts';
import type { TimeBase } from '../../shared/time.ts';

const MS: TimeBase = [1, 1000];
/** 0, and what it comes to after every step. */
function sums(all: readonly number[]): number[] {
  const at = [0];
  for (const step of all) at.push((at.at(-1) ?? 0) + step);
  return at;
}

/** Pictures at the times that these steps add up to. */
const steps = (all: readonly number[], timeBase: TimeBase = MS, keys: readonly number[] = [0]) => {
  const pts = sums(all);
  return coursePictures({ timeBase, pts, keys }, null);
};
const many = (count: number, step: number): number[] => Array.from({ length: count }, () => step);
const compared = (md5: readonly string[]) =>
  coursePictures({ timeBase: MS, pts: md5.map((_, n) => n * 40), keys: [0] }, md5);
/** A repeatable stand-in for a phone's unevenness: within a tenth of a step either way. */
const uneven = (count: number, step: number): number[] =>
  Array.from({ length: count }, (_, n) => step + Math.round((((n * 7919) % 101) / 101 - 0.5) * 0.2 * step));

describe('times', () => {
  test('a row of gaps is cut, with the rest counted', () => {
    const found = gapFindings(steps(Array.from({ length: 2000 }, (_, n) => (n % 8 === 7 ? 9000 : 40))));
    expect(found).toHaveLength(101);
    expect(found.at(-1)).toMatchObject({ first: null, amount: 150 });
    expect(found.at(-1)?.message).toContain('there are 250 in all');
  });

  test('times that repeat or run back are one finding each', () => {
    const found = overlapFindings(steps([40, 40, 0, 0, 40, 40, -400, 40]));
    expect(found.map(({ first, last, amount }) => [first, last, amount])).toEqual([
      [2, 4, 0],
      [6, 7, 0.4],
    ]);
    expect(found[1]?.message).toBe('The times run back by 0.400 s between frames 6 and 7.');
  });

  test('room for more pictures only inside a steady rate', () => {
    const inside = [...many(20, 33), 67, ...many(20, 33)];
    expect(droppedFindings(steps(inside))).toMatchObject([{ first: 20, last: 21, amount: 1 }]);
    // No whole multiple; steps of a pulldown; a phone; the very edge.
    expect(droppedFindings(steps([...many(20, 33), 50, ...many(20, 33)]))).toEqual([]);
    expect(droppedFindings(steps(Array.from({ length: 60 }, (_, n) => (n % 5 === 4 ? 66 : 33))))).toEqual([]);
    expect(droppedFindings(steps([...uneven(20, 33), 67, ...uneven(20, 33)]))).toEqual([]);
    expect(droppedFindings(steps([33, 67, ...many(20, 33)]))).toEqual([]);
    // One tick a picture, as AVI counts: exact, or nothing would be steady.
    expect(droppedFindings(steps([...many(20, 1), 3, ...many(20, 1)], [1, 25]))).toMatchObject([{ amount: 2 }]);
  });

  test('no times at all, one picture, and all at once', () => {
    for (const few of [
      steps([]),
      steps([40]),
      steps(many(300, 0)),
      coursePictures({ timeBase: MS, pts: [], keys: [] }, []),
    ])
      expect(
        [gapFindings(few), droppedFindings(few), rateFindings(few), gopFindings(few), duplicateFindings(few)].flat(),
      ).toEqual([]);
  });
});

describe('rate', () => {
  test('is not changed by unevenness, by gaps, by one slow second, or by rounding', () => {
    expect(rateFindings(steps(uneven(900, 33)))).toEqual([]);
    expect(rateFindings(steps([...many(200, 40), 9000, ...many(200, 40)]))).toEqual([]);
    expect(rateFindings(steps([...many(200, 33), ...many(15, 66), ...many(200, 33)]))).toEqual([]);
    expect(rateFindings(steps(Array.from({ length: 600 }, (_, n) => (n % 3 === 2 ? 34 : 33))))).toEqual([]);
    // 30 to 24 is what exposure does to a phone; 23.976 and 24 are one rate.
    expect(rateFindings(steps([...uneven(300, 3333), ...uneven(300, 4166)], [1, 100_000]))).toEqual([]);
    expect(rateFindings(steps([...many(300, 3754), ...many(300, 3750)], [1, 90_000]))).toEqual([]);
  });

  test('is changed by a splice of 25 and 30, and by the dark; the place is exact', () => {
    const splice = rateFindings(steps([...many(130, 3600), ...many(217, 3000)], [1, 90_000]));
    expect(splice).toMatchObject([{ first: 130, last: 130 }]);
    expect(splice[0]?.message).toBe('The rate goes from 25.0 to 30.0 pictures a second at frame 130.');
    const dark = rateFindings(steps([...uneven(300, 33), ...uneven(200, 66), ...uneven(300, 33)]));
    expect(dark.map(({ last }) => last)).toEqual([300, 500]);
  });

  test('a slow drift is told where it has gone far, not at every step', () => {
    const drift = [33, 36, 39, 42, 45, 48, 51, 54, 57, 60, 63, 66].flatMap((step) => uneven(90, step));
    expect(rateFindings(steps(drift)).length).toBeGreaterThan(0);
    expect(rateFindings(steps(drift)).length).toBeLessThan(4);
  });
});

describe('key frames', () => {
  const withKeys = (distances: readonly number[], step: readonly number[] | null = null) => {
    const keys = sums(distances);
    return steps(step ?? many((keys.at(-1) ?? 0) + 5, 40), MS, keys);
  };

  test('nothing where the distance is steady, short of findings, or follows the scene', () => {
    expect(gopFindings(withKeys(many(20, 25)))).toEqual([]);
    expect(gopFindings(withKeys(many(200, 1)))).toEqual([]);
    expect(gopFindings(withKeys([25, 25, 5, 25, 25]))).toEqual([]);
    expect(gopFindings(withKeys([250, 12, 80, 250, 250, 33, 41, 7, 250, 250, 90, 250]))).toEqual([]);
    // A short start and a short end are usual.
    expect(gopFindings(withKeys([3, ...many(12, 25), 9]))).toEqual([]);
  });

  test('a break, another length, and the two together', () => {
    expect(gopFindings(withKeys([...many(6, 12), 5, 7, ...many(6, 12)]))).toMatchObject([{ first: 72, last: 84 }]);
    const longer = gopFindings(withKeys([...many(6, 12), ...many(6, 25)]));
    expect(longer[0]?.message).toBe(
      'Key frames come every 12 pictures up to frame 72, and every 25 pictures from there on.',
    );
    const both = gopFindings(withKeys([...many(6, 12), 4, ...many(6, 25)]));
    expect(both[0]?.message).toMatch(/but in frames 72 to 76 after 4; after that every 25 pictures/);
  });

  test('a camera that goes by time keeps its distance when a picture is left out', () => {
    const drop = many(400, 40);
    drop[130] = 80;
    expect(gopFindings(withKeys([...many(5, 25), 24, ...many(8, 25)], drop))).toEqual([]);
  });
});

describe('pictures', () => {
  const names = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `picture ${from + n}`);

  test('equal ones in a row, pairs, and too many to list', () => {
    const row = compared([...names(10), ...Array.from({ length: 5 }, () => 'same'), ...names(10, 50)]);
    expect(duplicateFindings(row)).toMatchObject([{ first: 10, last: 14, amount: 4 }]);
    expect(duplicateFindings(row)[0]?.message).toBe(
      'Frames 10 to 14 are the same picture 5 times, bit for bit (0.200 s).',
    );
    const pair = compared([...names(4), 'same', 'same', ...names(4, 50)]);
    expect(duplicateFindings(pair)).toMatchObject([{ first: 4, last: 5, amount: 1 }]);
    const rows = compared(names(30).flatMap((name) => [name, name, name]));
    expect(duplicateFindings(rows)).toHaveLength(1);
    expect(duplicateFindings(rows)[0]?.message).toContain(
      '60 pictures of 90 equal the one before bit for bit, in 30 runs',
    );
  });

  test('a stretch that comes again, but not black ones or a picture that stands still', () => {
    const again = compared([...names(30), ...names(12, 5), ...names(10, 90)]);
    expect(repeatedStretchFindings(again)).toMatchObject([{ first: 30, last: 41, amount: 12 }]);
    expect(repeatedStretchFindings(again)[0]?.message).toContain('as frames 5 to 16');
    const black = Array.from({ length: 40 }, () => 'black');
    expect(repeatedStretchFindings(compared([...black, ...names(20), ...black]))).toEqual([]);
    expect(repeatedStretchFindings(compared([...names(20), ...names(5, 3), ...names(10, 50)]))).toEqual([]);
    const loop = compared([...names(20), ...names(20), ...names(20)]);
    expect(repeatedStretchFindings(loop)).toMatchObject([{ first: 20, last: 59 }]);
  });
});

describe('words', () => {
  test('seconds', () => {
    const all = [0.04, 8.2, 59.999, 65, 119.96, 3599.99, 3725, -4].map(secondsText);
    expect(all).toEqual([
      '0.040 s',
      '8.20 s',
      '60.00 s',
      '1 min 5.0 s',
      '2 min 0.0 s',
      '1 h 0 min 0 s',
      '1 h 2 min 5 s',
      '−4.00 s',
    ]);
  });
});
