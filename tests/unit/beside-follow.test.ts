import { describe, expect, test } from 'vitest';
import { besideIds, besideText, reviewSearch } from '../../renderer/app/search-params.ts';
import { besideChoices } from '../../renderer/features/review/beside/beside-choices.ts';
import { companionAt, correctionOf, pairClock } from '../../renderer/features/review/beside/follow.ts';
import { referenceClock } from '../../renderer/features/review/clock/reference-clock.ts';
import { clockOf } from '../../shared/common-clock.ts';
import type { FrameIndex } from '../../shared/frames.ts';
import { anItem } from '../support/made-values.ts';

/** `count` pictures at `rate` a second from `start` seconds on, in 1/90000. */
const film = (count: number, rate: number, start = 0): FrameIndex => ({
  timeBase: [1, 90_000],
  pts: Array.from({ length: count }, (_, n) => Math.round(start * 90_000) + Math.round((n * 90_000) / rate)),
  keys: [0],
});
const at = (recorded: string | null) => anItem({ recorded });

describe('two recordings on one clock', () => {
  const open = { item: at('2019-06-09T10:00:00+05:00'), index: film(250, 25) };

  test('a companion of another rate, zone and first PTS shows the picture of the same moment', () => {
    const other = { item: at('2019-06-09T11:00:02+06:00'), index: film(300, 30, 7) };
    const clock = pairClock(open, other);
    if (!clock) throw new Error('both have clocks');
    // Frame 100 is 4 s in: 2 s after the other began, which is its frame 60.
    expect(companionAt(clock, 100, 300)).toEqual({ state: 'at', n: 60 });
    expect(companionAt(clock, 101, 300)).toEqual({ state: 'at', n: 61 });
    expect(companionAt(clock, 49, 300)).toEqual({ state: 'before', n: 0, awayMs: 40 });
    expect(companionAt(clock, 249, 300)).toEqual({ state: 'at', n: 238 });
  });

  test('one that ended says how long ago', () => {
    const other = { item: at('2019-06-09T09:59:58+05:00'), index: film(60, 30) };
    const clock = pairClock(open, other);
    if (!clock) throw new Error('both have clocks');
    expect(companionAt(clock, 25, 60)).toEqual({ state: 'after', n: 59, awayMs: 1000 });
  });

  test('without a time of day there is no common clock', () => {
    expect(pairClock(open, { item: at(null), index: film(10, 25) })).toBeNull();
  });

  test('saying that two pictures show the same moment puts both at the same time', () => {
    const index = film(300, 30, 7);
    const leader = clockOf(open.item, open.index.pts[0] ?? 0);
    const timing =
      leader && referenceClock({ index: open.index, frame: 100, clock: leader }, { index, frame: 12 }, 'by eye');
    if (!timing) throw new Error('the leader has a clock');
    expect(timing).toMatchObject({ basis: 'reference', zone: '+05:00', readings: [{ frame: 12, pts: index.pts[12] }] });
    const clock = pairClock(open, { item: anItem({ timing }), index });
    expect(clock && companionAt(clock, 100, 300)).toEqual({ state: 'at', n: 12 });
    expect(clock?.msAt(1, 12)).toBe(clock?.msAt(0, 100));
  });
});

describe('keeping two players together', () => {
  test('small differences are left alone, larger ones are caught up with, very large ones jumped', () => {
    expect(correctionOf(40, false)).toEqual({ kind: 'keep' });
    expect(correctionOf(-90, false)).toEqual({ kind: 'rate', factor: 1.08 });
    expect(correctionOf(90, false)).toEqual({ kind: 'rate', factor: 0.92 });
    expect(correctionOf(700, true)).toEqual({ kind: 'jump' });
  });

  test('a changed speed stays until less than a picture is left, and then becomes normal again', () => {
    expect(correctionOf(40, true)).toEqual({ kind: 'rate', factor: 0.92 });
    expect(correctionOf(20, true)).toEqual({ kind: 'rate', factor: 1 });
  });
});

describe('what can be shown beside', () => {
  test('recordings of the same time come first; what has no pictures is left out', () => {
    const open = anItem({ id: 'open', recorded: '2019-06-09T10:00:00+05:00', durationSeconds: 60 });
    const items = [
      open,
      anItem({ id: 'none', originalName: 'a.mp4' }),
      anItem({ id: 'late', originalName: 'b.mp4', recorded: '2019-06-09T10:01:00+05:00' }),
      anItem({ id: 'same', originalName: 'c.mp4', recorded: '2019-06-09T11:00:59+06:00' }),
      anItem({ id: 'zoneless', originalName: 'd.mp4', recorded: '2019-06-09T10:00:30' }),
      anItem({ id: 'page', kind: 'document', frames: null }),
      anItem({ id: 'empty', frames: 0 }),
    ];
    expect(besideChoices(items, open).map(({ item, overlap }) => [item.id, overlap])).toEqual([
      ['same', 'overlaps'],
      ['zoneless', 'overlaps'],
      ['late', 'apart'],
      ['none', 'unknown'],
    ]);
  });

  test('the address keeps up to three sound ids', () => {
    expect(besideIds(reviewSearch({ beside: 'ev-1,ev-2,ev-1,<x>,ev-3,ev-4' }))).toEqual(['ev-1', 'ev-2', 'ev-3']);
    expect(reviewSearch({ beside: 7 })).toEqual({});
    expect(reviewSearch({ beside: '' })).toEqual({});
    expect(besideText([])).toBeUndefined();
  });
});
