import { describe, expect, test } from 'vitest';
import { frameOf, reanchored } from '../../electron/core/features/marks/mark-anchor.ts';
import { hashOfBlock, packMd5, unpackMd5 } from '../../electron/core/features/marks/mark-pictures.ts';
import type { Mark } from '../../shared/mark.ts';

const md5 = (n: number): string => n.toString(16).padStart(32, '0');
const AT = '2026-03-12T10:00:00.000Z';

/** A list of frames given as pairs of PTS and picture. */
const listOf = (frames: readonly (readonly [pts: number, picture: number])[]) => ({
  pts: frames.map(([pts]) => pts),
  md5: (n: number) => (frames[n] === undefined ? undefined : md5(frames[n][1])),
});
/** Pictures 0 to 9 at 0, 40, 80 … */
const before = Array.from({ length: 10 }, (_, n) => [n * 40, n] as const);

function markOf(first: number, last: number, some: Partial<Mark> = {}): Mark {
  const ref = (n: number) => ({ n, pts: n * 40, md5: md5(n) });
  return {
    ...{ id: 'mk-1', evidenceId: 'ev-1', in: ref(first), out: ref(last), page: null, region: null, title: 'T' },
    ...{ note: null, violations: [], place: null, createdBy: 'O', createdAt: AT, check: { state: 'verified', at: AT } },
    annotations: 0,
    ...some,
  };
}
const block = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => md5(first + i));

describe('a mark in a renewed list of frames', () => {
  test('is not touched where the list is the same', () => {
    expect(reanchored(markOf(2, 5), block(2, 5), listOf(before), AT)).toBeNull();
  });

  test('is renumbered when pictures before it are gone, and stays verified', () => {
    const now = reanchored(markOf(4, 7), block(4, 7), listOf(before.slice(2)), AT);
    expect(now?.mark).toMatchObject({ in: { n: 2, pts: 160 }, out: { n: 5, pts: 280 }, check: { state: 'verified' } });
    expect(now?.why).toMatchObject({ before: { in: 4, out: 7 } });
  });

  test('carries the frame that differs along', () => {
    const check = { state: 'differs', at: AT, frame: 5 } as const;
    expect(reanchored(markOf(4, 7, { check }), block(4, 7), listOf(before.slice(2)), AT)?.mark.check).toEqual({
      ...{ state: 'differs', at: AT, frame: 3 },
    });
  });

  test('is flagged where a picture between its ends is another one, is gone, or is new', () => {
    const other = before.map(([pts, n]) => [pts, n === 5 ? 99 : n] as const);
    const gone = before.filter(([, n]) => n !== 5);
    const added = [...before.slice(0, 5), [190, 77] as const, ...before.slice(5)];
    for (const [list, frame, out] of [
      [other, 5, 7],
      [gone, 5, 6],
      [added, 5, 8],
    ] as const)
      expect(reanchored(markOf(4, 7), block(4, 7), listOf(list), AT)?.mark).toMatchObject({
        ...{ in: { n: 4 }, out: { n: out }, check: { state: 'differs', frame } },
      });
  });

  test('says which number each of its pictures has now, for what is anchored to them', () => {
    const moved = (list: readonly (readonly [number, number])[], frames: readonly number[]) => {
      const move = reanchored(markOf(4, 7), block(4, 7), listOf(list), AT)?.move;
      return move && frames.map(move);
    };
    expect(moved(before.slice(2), [1, 4, 5, 7, 9])).toEqual([-1, 2, 3, 5, 7]);
    const gone = before.filter(([, n]) => n !== 5);
    expect(moved(gone, [3, 4, 5, 6, 7, 8])).toEqual([3, 4, 5, 5, 6, 7]);
    const added = [...before.slice(0, 5), [190, 77] as const, ...before.slice(5)];
    expect(moved(added, [3, 4, 5, 6, 7, 8])).toEqual([3, 4, 6, 7, 8, 9]);
    const other = before.map(([pts, n]) => [pts, n === 5 ? 99 : n] as const);
    expect(moved(other, [4, 5, 6, 7])).toEqual([4, 5, 6, 7]);
  });

  test('stays as it is, flagged, when one of its ends is not in the list', () => {
    const list = listOf(before.map(([pts, n]) => [pts, n === 7 ? 99 : n] as const));
    const mark = markOf(4, 7);
    expect(reanchored(mark, block(4, 7), list, AT)?.mark).toEqual({
      ...mark,
      check: { state: 'differs', at: AT, frame: 7 },
    });
  });

  test('pages have no frames', () => {
    expect(reanchored(markOf(0, 0, { in: null, out: null, page: 1 }), null, listOf(before), AT)).toBeNull();
  });
});

test('a picture is found by its time and its MD5, the nearest where times repeat', () => {
  const list = listOf([
    [0, 1],
    [40, 2],
    [40, 3],
    [0, 1],
    [40, 2],
  ]);
  expect(frameOf(list, { n: 9, pts: 40, md5: md5(3) })).toBe(2);
  expect(frameOf(list, { n: 1, pts: 0, md5: md5(1) })).toBe(0);
  expect(frameOf(list, { n: 2, pts: 0, md5: md5(1) })).toBe(3);
  expect(frameOf(list, { n: 0, pts: 40, md5: md5(9) })).toBeNull();
  expect(frameOf({ ...list, md5: () => undefined }, { n: 0, pts: 40, md5: md5(9) })).not.toBeNull();
});

test('the block of MD5s is read back as it was packed, and a cut one fits nothing', () => {
  const whole = block(3, 9);
  expect(unpackMd5(packMd5(whole))).toEqual(whole);
  expect(packMd5(whole)).toHaveLength(7 * 16);
  const cut = unpackMd5(packMd5(whole).subarray(0, 100));
  expect(cut.slice(0, 6)).toEqual(whole.slice(0, 6));
  expect(cut[6]).not.toBe(whole[6]);
  expect(hashOfBlock(null)).toBeNull();
  expect(hashOfBlock(packMd5(whole))).not.toBe(hashOfBlock(packMd5(cut)));
});
