import { describe, expect, test } from 'vitest';
import type { DecodedIndex } from '../../electron/core/media/decoded-index.ts';
import { type PairPlan, planPair } from '../../electron/core/media/pair-plan.ts';
import type { RecordingClock } from '../../shared/clock.ts';
import { commonClock } from '../../shared/common-clock.ts';
import type { TimeBase } from '../../shared/time.ts';

const indexOf = (pts: readonly number[], timeBase: TimeBase = [1, 90_000]): DecodedIndex =>
  ({ timeBase, pts, keys: [0], md5: null, warnings: [] }) as unknown as DecodedIndex;
/** `count` pictures at `rate` a second, the first `start` seconds into the file. */
const film = (count: number, rate: number, start = 0) =>
  indexOf(Array.from({ length: count }, (_, n) => Math.round((start + n / rate) * 90_000)));
/** Readings of the clock at frames, such as `[0, '10:00:00']`. */
const clockOf = (index: DecodedIndex, ...readings: [frame: number, time: string][]): RecordingClock => ({
  ...{ basis: 'burnt-in', zone: '+05:00', ahead: 0, within: null, measured: null },
  readings: readings.map(([frame, time]) => ({ frame, pts: index.pts[frame] ?? 0, shown: `2026-03-12T${time}` })),
});

type Side = readonly [index: DecodedIndex, ...readings: [frame: number, time: string][]];

/** The plan of frames first..last of the one beside the other. */
function planned([own, ...mine]: Side, [other, ...theirs]: Side, first: number, last: number) {
  const clock = commonClock([
    { clock: clockOf(own, ...mine), index: own },
    { clock: clockOf(other, ...theirs), index: other },
  ]);
  return planPair({ index: own, first, last }, other, clock);
}

function whole(plan: ReturnType<typeof planned>): PairPlan {
  if (typeof plan === 'string') throw new Error(plan);
  return plan;
}

/** What the film shows beside a picture, by the rule of the film: the last frame that began, in whole microseconds. */
function shownBy({ first, last, shift, endsAt }: PairPlan, own: DecodedIndex, other: DecodedIndex, from: number) {
  const micro = (index: DecodedIndex, n: number, zero: number) =>
    Math.round((((index.pts[n] ?? 0) - (index.pts[zero] ?? 0)) * 1_000_000) / 90_000);
  return (n: number): number | null => {
    const now = micro(own, n, from);
    if (endsAt !== null && now >= endsAt) return null;
    let found: number | null = null;
    for (let frame = first; frame <= last; frame++) if (micro(other, frame, first) + shift <= now) found = frame;
    return found;
  };
}

describe('two recordings side by side', () => {
  test('of the same rate and moment stand frame by frame', () => {
    const one = film(50, 25);
    const plan = whole(planned([one, [0, '10:00:00']], [film(50, 25, 7), [0, '10:00:00']], 10, 13));
    expect(plan).toMatchObject({ first: 10, last: 13, frames: [10, 11, 12, 13], endsAt: null });
  });

  test('show nothing before the second one begins, and nothing after it has ended', () => {
    const own = film(100, 25);
    // It begins 0.4 s later than frame 0 and lasts 1 s.
    const other = film(10, 10, 3);
    const plan = whole(planned([own, [0, '10:00:00']], [other, [0, '10:00:00.4']], 5, 44));
    expect(plan.frames.slice(0, 6)).toEqual([null, null, null, null, null, 0]);
    expect([plan.first, plan.last]).toEqual([0, 9]);
    // Frame 35 of the recording is 1.4 s in, when the other one ends.
    expect(plan.frames.indexOf(null, 5)).toBe(30);
    expect(plan.endsAt).toBe(1_200_000);
  });

  test.each([
    [25, 30],
    [30, 25],
    [10, 50],
    [50, 7],
    [24, 23],
  ])('at %i and %i pictures a second show in the film what is stated', (rate, otherRate) => {
    const [own, other] = [film(4 * rate, rate, 1), film(3 * otherRate, otherRate, 11)];
    const [first, last] = [rate >> 1, 4 * rate - 2];
    const plan = whole(planned([own, [0, '10:00:00']], [other, [0, '10:00:00.7']], first, last));
    const shown = shownBy(plan, own, other, first);
    expect(plan.frames).toEqual(Array.from({ length: last - first + 1 }, (_, i) => shown(first + i)));
    expect(plan.frames).toHaveLength(last - first + 1);
    const there = plan.frames.filter((frame) => frame !== null);
    expect([there[0], there.at(-1)]).toEqual([plan.first, plan.last]);
    // Never one that had not begun, and never an older one than the last that had, by more than a rounding.
    for (const [i, frame] of plan.frames.entries()) {
      if (frame === null) continue;
      const ms = (first + i) / rate - 0.7;
      expect(frame / otherRate).toBeLessThanOrEqual(ms + 0.0021);
      expect((frame + 1) / otherRate).toBeGreaterThan(ms - 0.0021);
    }
  });

  test('of the same moment stand together though one container rounds its times to milliseconds', () => {
    const rounded = indexOf(
      Array.from({ length: 48 }, (_, n) => Math.round((n * 1000) / 24)),
      [1, 1000],
    );
    const plan = whole(planned([film(48, 24), [0, '10:00:00']], [rounded, [0, '10:00:00']], 0, 47));
    expect(plan.frames).toEqual(Array.from({ length: 48 }, (_, n) => n));
  });

  test('of one picture each are a pair', () => {
    const plan = planned([film(1, 25), [0, '10:00:00']], [film(1, 25), [0, '10:00:00.02']], 0, 0);
    expect(plan).toBe('apart');
    const same = whole(planned([film(1, 25), [0, '10:00:00.02']], [film(1, 25), [0, '10:00:00']], 0, 0));
    expect(same).toMatchObject({ first: 0, last: 0, frames: [0], endsAt: null });
  });

  test('in different zones meet at the same moment', () => {
    const [own, other] = [film(50, 25), film(50, 25)];
    const clock = commonClock([
      { clock: clockOf(own, [0, '10:00:00']), index: own },
      { clock: { ...clockOf(other, [0, '11:00:00']), zone: '+06:00' }, index: other },
    ]);
    expect(planPair({ index: own, first: 3, last: 4 }, other, clock)).toMatchObject({ frames: [3, 4] });
  });
});

describe('there is no film', () => {
  test('where the times do not meet', () => {
    const [own, other] = [film(50, 25), film(50, 25)];
    expect(planned([own, [0, '10:00:00']], [other, [0, '10:00:02']], 0, 49)).toBe('apart');
    expect(planned([own, [0, '10:00:02']], [other, [0, '10:00:00']], 0, 49)).toBe('apart');
  });

  test('where one of the clocks jumps within what is shown, forward or back', () => {
    const [own, other] = [film(100, 25), film(100, 25)];
    const plain: Side = [other, [0, '10:00:00']];
    expect(planned([own, [0, '10:00:00'], [50, '10:00:03']], plain, 40, 60)).toBe('clock-jumps');
    expect(planned([own, [0, '10:00:00'], [50, '10:00:01']], plain, 40, 60)).toBe('clock-jumps');
    expect(planned([own, [0, '10:00:00']], [other, [0, '10:00:00'], [50, '10:00:02.5']], 40, 70)).toBe('clock-jumps');
  });

  test('but for a jump outside of it there is one', () => {
    const [own, other] = [film(100, 25), film(100, 25)];
    const plan = whole(planned([own, [0, '10:00:00'], [50, '10:00:03']], [other, [0, '10:00:00']], 10, 20));
    expect(plan.frames).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });

  test('where a clock runs otherwise than the pictures, be it by 3 ms', () => {
    const [own, other] = [film(100, 25), film(100, 25)];
    const off = (ms: number) =>
      planned([own, [0, '10:00:00'], [50, `10:00:02.00${ms}`]], [other, [0, '10:00:00']], 40, 60);
    expect(off(3)).toBe('clock-jumps');
    expect(typeof off(1)).toBe('object');
  });
});
