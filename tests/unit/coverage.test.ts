import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  addRun,
  boundRuns,
  type FrameRun,
  framesIn,
  parseRuns,
  percentOf,
  runsText,
} from '../../renderer/features/review/timeline/coverage-ranges.ts';
import { CoverageStore } from '../../renderer/features/review/timeline/coverage-store.ts';

describe('runs of frames', () => {
  test('join those they meet or touch and stay apart from others', () => {
    let runs: readonly FrameRun[] = [];
    for (const [first, last] of [
      [10, 20],
      [30, 40],
      [21, 22],
      [50, 50],
      [0, 3],
    ] as const)
      runs = addRun(runs, first, last);
    expect(runs).toEqual([
      [0, 3],
      [10, 22],
      [30, 40],
      [50, 50],
    ]);
    expect(addRun(runs, 15, 45)).toEqual([
      [0, 3],
      [10, 45],
      [50, 50],
    ]);
    expect(addRun(runs, 4, 49)).toEqual([[0, 50]]);
    expect(addRun(runs, 31, 40)).toBe(runs);
  });

  test('hold exactly what was put in, in any order', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const seen = new Set<number>();
    let runs: readonly FrameRun[] = [];
    for (let k = 0; k < 500; k++) {
      const first = random(3000);
      const last = first + random(20);
      runs = addRun(runs, first, last);
      for (let n = first; n <= last; n++) seen.add(n);
    }
    const held = runs.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, k) => first + k));
    expect(held).toEqual([...seen].sort((a, b) => a - b));
    expect(runs.slice(1).every(([first], k) => first > (runs[k]?.[1] ?? 0) + 1)).toBe(true);
    expect(framesIn(runs)).toBe(seen.size);
  });

  test('a hundred percent means every frame', () => {
    expect(percentOf([[0, 998]], 1000)).toBe(99);
    expect(percentOf([[0, 999]], 1000)).toBe(100);
    expect(percentOf([], 0)).toBe(0);
  });

  test('too many are cut down without claiming what was not seen', () => {
    const runs: FrameRun[] = Array.from({ length: 50 }, (_, k) => [k * 10, k * 10 + (k % 5)]);
    const bound = boundRuns(runs, 12);
    expect(bound).toHaveLength(12);
    expect(bound.every((run) => runs.includes(run))).toBe(true);
    expect(Math.min(...bound.map(([first, last]) => last - first))).toBe(3);
    expect(boundRuns(runs, 50)).toBe(runs);
  });

  test('come back from text, and what is no run is left out', () => {
    const runs: FrameRun[] = [
      [0, 3],
      [10, 22],
      [50, 50],
    ];
    expect(runsText(runs)).toBe('0-3,10-22,50');
    expect(parseRuns(runsText(runs), 1000)).toEqual(runs);
    expect(parseRuns('', 1000)).toEqual([]);
    expect(parseRuns('5-2,x,-4,7-8,99999999999,{"a":1}', 1000)).toEqual([[7, 8]]);
    // An index that was replaced by a shorter one.
    expect(parseRuns('0-3,10-22,50', 15)).toEqual([
      [0, 3],
      [10, 14],
    ]);
  });
});

class MapStorage extends Map<string, string> {
  getItem(key: string): string | null {
    return this.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.set(key, value);
  }
  removeItem(key: string): void {
    this.delete(key);
  }
}

describe('what was watched', () => {
  const index = {
    timeBase: [1, 1000] as const,
    pts: Array.from({ length: 1000 }, (_, n) => n * 40 + (n > 500 ? 60_000 : 0)),
  };
  const room = (storage = new MapStorage()) => ({ storage, store: new CoverageStore(storage, 'key', index) });
  const saved = ({ storage, store }: ReturnType<typeof room>) => {
    store.save();
    return storage.get('key') ?? '';
  };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is every picture passed at playing speed, also those between two that were told', () => {
    const one = room();
    for (const n of [10, 12, 13, 17]) one.store.saw(n, 2);
    expect(saved(one)).toBe('10-17');
  });

  test('backwards as well', () => {
    const one = room();
    for (const n of [20, 19, 15]) one.store.saw(n, -1);
    expect(saved(one)).toBe('15-20');
  });

  test('is single pictures when stepping or jumping', () => {
    const one = room();
    for (const n of [10, 20, 21]) one.store.saw(n, 0);
    expect(saved(one)).toBe('10,20-21');
  });

  test('is not what was passed faster, nor what lies between two runs', () => {
    const one = room();
    one.store.saw(100, 0);
    for (const n of [110, 120, 130]) one.store.saw(n, 4);
    one.store.saw(140, 1);
    one.store.saw(145, 1);
    one.store.saw(300, 1);
    one.store.saw(310, 1);
    expect(saved(one)).toBe('100,140-145,300-310');
  });

  test('a gap in time is not filled', () => {
    const one = room();
    one.store.saw(500, 1);
    one.store.saw(501, 1);
    expect(saved(one)).toBe('500-501');
    one.store.saw(480, 1);
    one.store.saw(520, 1);
    expect(saved(one)).toBe('480,500-501,520');
  });

  test('is told at most four times a second, and written down by itself', () => {
    const one = room();
    let told = 0;
    one.store.subscribe(() => told++);
    for (let n = 0; n < 60; n++) {
      one.store.saw(n, 1);
      vi.advanceTimersByTime(16);
    }
    expect(told).toBeLessThanOrEqual(4);
    vi.advanceTimersByTime(2000);
    expect(one.store.runs()).toEqual([[0, 59]]);
    expect(one.storage.get('key')).toBe('0-59');
  });

  test('comes back in the next session, can be cleared, and that can be taken back', () => {
    const one = room();
    for (let n = 0; n < 10; n++) one.store.saw(n, 1);
    one.store.close();
    const next = room(one.storage);
    expect(next.store.runs()).toEqual([[0, 9]]);
    next.store.clear();
    expect(next.store.runs()).toEqual([]);
    expect(saved(next)).toBe('');
    next.store.saw(20, 0);
    expect(next.store.canRestore).toBe(true);
    next.store.restore();
    expect(next.store.runs()).toEqual([
      [0, 9],
      [20, 20],
    ]);
    expect(next.store.canRestore).toBe(false);
  });

  test('goes on when the list of frames is replaced', () => {
    const one = room();
    for (let n = 985; n < 999; n++) one.store.saw(n, 1);
    one.store.saw(3, 0);
    one.store.renew({ timeBase: [1, 1000], pts: index.pts.slice(0, 990) });
    expect(one.store.runs()).toEqual([
      [3, 3],
      [985, 989],
    ]);
  });

  test('a storage without room loses nothing of this session', () => {
    const storage = new MapStorage();
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const one = room(storage);
    one.store.saw(5, 0);
    expect(one.store.save()).toBe(false);
    vi.advanceTimersByTime(300);
    expect(one.store.runs()).toEqual([[5, 5]]);
  });
});
