import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunClock, TimerClock } from '../../renderer/features/review/engine/run-clock.ts';
import { dueFrame, runTimed } from '../../renderer/features/review/engine/timed-shuttle.ts';
import type { FrameIndex } from '../../shared/frames.ts';

/** Uneven, with a gap of five seconds after frame 50; the stream begins at ten seconds. */
const pts = Array.from({ length: 100 }, (_, n) => 10_000 + n * 40 + (n % 3) + (n > 50 ? 5000 : 0));
const index: FrameIndex = { timeBase: [1, 1000], pts, keys: [0] };
const since = (n: number) => ((pts[n] ?? 0) - 10_000) / 1000;

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

interface Shown {
  readonly n: number;
  readonly at: number;
}

interface Options {
  readonly from?: number;
  readonly speed?: number;
  /** How long a picture takes, in milliseconds. */
  readonly loadMs?: (n: number) => number;
  readonly clock?: RunClock;
  readonly forMs?: number;
}

async function run({ from = 0, speed = 1, loadMs = () => 0, clock = new TimerClock(), forMs = 60_000 }: Options = {}) {
  const shown: Shown[] = [];
  const control = new AbortController();
  let report = { rate: null as number | null, every: 0, leftOut: 0 };
  const begun = performance.now();
  const running = runTimed({
    index,
    from,
    speed,
    clock,
    signal: control.signal,
    load: (n) => {
      const ms = loadMs(n);
      return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
    },
    show: (n) => shown.push({ n, at: (performance.now() - begun) / 1000 }),
    onReport: (told) => {
      report = { ...told };
    },
  });
  await vi.advanceTimersByTimeAsync(forMs);
  control.abort();
  const end = await running;
  return { shown, numbers: shown.map(({ n }) => n), end, report };
}

describe('dueFrame', () => {
  it('is the last frame that has begun, or backwards the last one come to', () => {
    expect([0, 0.0409, 0.041, since(50) + 2].map((s) => dueFrame(index, s, 1))).toEqual([0, 0, 1, 50]);
    expect([since(7), since(7) - 0.001, since(6)].map((s) => dueFrame(index, s, -1))).toEqual([7, 7, 6]);
    expect(dueFrame(index, 999, -1)).toBe(99);
    expect(dueFrame(index, -1, 1)).toBe(0);
  });
});

describe('runTimed', () => {
  it('shows every picture in its time, and stays for a gap', async () => {
    const { shown, numbers, end, report } = await run();
    expect(numbers).toEqual(Array.from({ length: 99 }, (_, i) => i + 1));
    for (const { n, at } of shown) {
      expect(at).toBeGreaterThanOrEqual(since(n) - 0.001);
      expect(at).toBeLessThan(since(n) + 0.02);
    }
    expect(end).toBe(99);
    expect(report).toMatchObject({ leftOut: 0, every: 1 });
    expect(report.rate).toBeCloseTo(1, 1);
  });

  it('leaves out what is late, counts it, and keeps the time', async () => {
    const { shown, numbers, report } = await run({ loadMs: () => 90, forMs: 1900 });
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(shown.at(-1)?.n).toBeGreaterThan(38);
    expect(report.leftOut).toBeGreaterThan(15);
    expect(report.every).toBeGreaterThan(1.5);
  });

  it('stops the clock while a picture takes long, and goes on from there', async () => {
    const { shown, numbers } = await run({ loadMs: (n) => (n === 10 ? 2000 : 0), forMs: 6000 });
    // What fell due while it was still hoped for is passed over.
    expect(numbers.slice(8, 13)).toEqual([9, 10, 16, 17, 18]);
    const late = (shown[10]?.at ?? 0) - since(16);
    expect(late).toBeGreaterThan(1.6);
    expect(late).toBeLessThan(2);
  });

  it('runs faster, at no more pictures than a screen can show', async () => {
    const { shown, report } = await run({ speed: 8, forMs: 200 });
    expect(shown.at(-1)?.n).toBeGreaterThan(35);
    const gaps = shown.slice(1).map(({ at }, i) => at - (shown[i]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.0119);
    expect(report.every).toBeGreaterThan(1);
  });

  it('runs backwards through the gap to the first picture', async () => {
    const { shown, numbers, end } = await run({ from: 60, speed: -1 });
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => 59 - i));
    expect(shown.find(({ n }) => n === 50)?.at).toBeCloseTo(since(60) - since(50), 1);
    expect(end).toBe(0);
  });

  it('shows nothing where there is nothing to run through', async () => {
    expect((await run({ from: 99 })).numbers).toEqual([]);
    expect((await run({ from: 0, speed: -1 })).numbers).toEqual([]);
  });

  it('stops at once, also in a gap, and lets go of the clock', async () => {
    const stop = vi.fn();
    const clock = Object.assign(new TimerClock(), { stop });
    const { end } = await run({ from: 49, clock, forMs: 1000 });
    expect(end).toBe(50);
    expect(stop).toHaveBeenCalledOnce();
  });

  it('passes on why a picture could not be had, and stops the clock', async () => {
    const stop = vi.fn();
    const clock = Object.assign(new TimerClock(), { stop });
    const failing = runTimed({
      index,
      from: 0,
      speed: 1,
      clock,
      signal: new AbortController().signal,
      load: (n) => (n === 3 ? Promise.reject(new Error('not made')) : Promise.resolve()),
      show: () => undefined,
      onReport: () => undefined,
    });
    const told = expect(failing).rejects.toThrow('not made');
    await vi.advanceTimersByTimeAsync(1000);
    await told;
    expect(stop).toHaveBeenCalledOnce();
  });
});
