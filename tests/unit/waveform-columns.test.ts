import { describe, expect, test } from 'vitest';
import {
  levelFor,
  shownSize,
  soundBounds,
  waveColumns,
} from '../../renderer/features/review/timeline/waveform-columns.ts';
import type { Waveform } from '../../shared/waveform.ts';

/** A waveform of `count` peaks at 100 a second; `peak` gives least and greatest of each. */
function waveform(count: number, startSeconds: number, peak: (i: number) => readonly [number, number]): Waveform {
  const levels = [];
  let min = Int8Array.from({ length: count }, (_, i) => peak(i)[0]);
  let max = Int8Array.from({ length: count }, (_, i) => peak(i)[1]);
  for (let rate = 100; min.length > 1; rate /= 4) {
    levels.push({ peaksPerSecond: rate, min, max });
    const part = (of: Int8Array, i: number) => [...of.subarray(i * 4, i * 4 + 4)];
    const length = Math.ceil(min.length / 4);
    const [fineMin, fineMax] = [min, max];
    min = Int8Array.from({ length }, (_, i) => Math.min(...part(fineMin, i)));
    max = Int8Array.from({ length }, (_, i) => Math.max(...part(fineMax, i)));
  }
  return { startSeconds, levels };
}

describe('columns of a view', () => {
  const quiet = waveform(100_000, 0, (i) => (i === 50_000 ? [-127, 90] : [-1, 1]));

  test('come from the coarsest level that has a peak for each', () => {
    expect(quiet.levels.map(({ peaksPerSecond }) => peaksPerSecond).slice(0, 4)).toEqual([100, 25, 6.25, 1.5625]);
    expect([2000, 100, 99, 25, 20, 1].map((wanted) => levelFor(quiet, wanted)?.peaksPerSecond)).toEqual([
      100, 100, 100, 25, 25, 1.5625,
    ]);
    expect(levelFor({ startSeconds: 0, levels: [] }, 5)).toBeNull();
  });

  test('lose no loud instant at any zoom', () => {
    for (const pixels of [10, 333, 1200, 3840]) {
      for (const span of [1000, 400, 77, 3, 0.5]) {
        const view = { start: 500 - span / 2, span };
        const { low, high } = waveColumns(quiet, 0, view, pixels);
        expect(Math.min(...low)).toBe(-1);
        expect(Math.max(...high)).toBeCloseTo(90 / 127, 6);
      }
    }
  });

  test('put a sound where it is on the clock of the pictures', () => {
    const late = waveform(100, 0.5, (i) => (i === 20 ? [-100, 100] : [0, 0]));
    // Frame 0 is at 10 s, sound begins half a second later, and the click is its 21st hundredth.
    const { high, from, to } = waveColumns(late, 10, { start: 10, span: 2 }, 200);
    expect([...high.keys()].filter((x) => (high[x] ?? 0) > 0)).toEqual([70]);
    expect([from, to]).toEqual([50, 150]);
    expect(soundBounds(late, 10)).toEqual({ start: 10.5, end: 11.5 });
    expect(soundBounds({ startSeconds: 0, levels: [] }, 10)).toBeNull();
  });

  test('one peak fills all columns that it lasts', () => {
    const { high, from, to } = waveColumns(
      waveform(8, 0, (i) => [0, i * 10]),
      0,
      { start: 0, span: 0.04 },
      40,
    );
    expect([from, to]).toEqual([0, 40]);
    expect([0, 9, 10, 25, 39].map((x) => Math.round((high[x] ?? 0) * 127))).toEqual([0, 0, 10, 20, 30]);
  });

  test('outside the sound there is nothing, not silence', () => {
    const { from, to } = waveColumns(
      waveform(100, 0, () => [0, 0]),
      0,
      { start: 5, span: 5 },
      100,
    );
    expect(to - from).toBe(0);
    const before = waveColumns(
      waveform(100, 0, () => [0, 0]),
      0,
      { start: -5, span: 4 },
      100,
    );
    expect(before.to - before.from).toBe(0);
  });

  test('sizes grow with loudness and never leave the lane', () => {
    const shown = [-2, -1, -0.25, 0, 0.01, 0.25, 1, 3].map(shownSize);
    expect(shown).toEqual([-1, -1, -0.5, 0, 0.1, 0.5, 1, 1]);
  });

  test('three hours are ready for drawing within a frame of the screen', () => {
    const rates = [100, 25, 6.25, 1.5625, 0.390625];
    const levels = rates.map((peaksPerSecond) => {
      const max = new Int8Array(Math.ceil(10_800 * peaksPerSecond)).fill(40);
      return { peaksPerSecond, min: max, max };
    });
    const times: number[] = [];
    for (let k = 0; k < 300; k++) {
      const span = 10_800 * 0.96 ** k;
      const began = performance.now();
      waveColumns({ startSeconds: 0, levels }, 0, { start: (10_800 - span) / 3, span }, 3840);
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(16);
  });
});
