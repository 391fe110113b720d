import { describe, expect, it } from 'vitest';
import { runPictures } from '../../renderer/features/review/engine/picture-shuttle.ts';
import type { FrameIndex } from '../../shared/frames.ts';

const index: FrameIndex = { timeBase: [1, 1000], pts: [0, 40, 80, 5000, 5040, 5080, 5120, 5160, 5200], keys: [0] };

/** Runs on a clock of its own on which loading a picture takes `loadMs`. */
async function run(from: number, speed: number, loadMs: number, stopAt = Number.POSITIVE_INFINITY) {
  const control = new AbortController();
  const shown: number[] = [];
  const waits: number[] = [];
  const ahead: number[][] = [];
  let clock = 0;
  let rate = 0;
  await runPictures({
    index,
    from,
    speed,
    signal: control.signal,
    now: () => clock,
    sleep: async (ms) => {
      waits.push(ms);
      clock += ms;
    },
    load: async (_n, next) => {
      ahead.push([...next]);
      clock += loadMs;
    },
    show: (n) => {
      shown.push(n);
      if (shown.length >= stopAt) control.abort();
    },
    onReport: (report) => {
      rate = report.rate ?? rate;
    },
  });
  return { shown, waits, ahead, clock, rate };
}

describe('runPictures', () => {
  it('shows every picture up to normal speed, however late they come', async () => {
    expect((await run(0, 1, 0)).shown).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const slow = await run(3, 1, 400);
    expect(slow.shown).toEqual([4, 5, 6, 7, 8]);
    expect(slow.rate).toBeCloseTo(0.1, 2);
  });

  it('keeps to the recording’s own times', async () => {
    const { waits } = await run(3, 0.5, 0);
    expect(waits.map(Math.round)).toEqual([80, 80, 80, 80, 80]);
  });

  it('stays on the last picture for as long as a gap lasts', async () => {
    const { waits } = await run(0, 1, 0, 3);
    expect(waits.map(Math.round)).toEqual([40, 40, 4920]);
    expect((await run(3, -1, 0, 1)).waits.map(Math.round)).toEqual([4920]);
  });

  it('ends where another way of running takes over, with what it has shown', async () => {
    const shown: number[] = [];
    const end = await runPictures({
      index,
      from: 0,
      speed: 1,
      signal: new AbortController().signal,
      leaveAt: (n) => n === 3,
      load: async () => undefined,
      show: (n) => shown.push(n),
      onReport: () => undefined,
    });
    expect([end, shown]).toEqual([2, [1, 2]]);
  });

  it('runs backwards and stops at the first picture', async () => {
    expect((await run(4, -1, 0)).shown).toEqual([3, 2, 1, 0]);
    expect((await run(0, -1, 0)).shown).toEqual([]);
  });

  it('leaves pictures out only above normal speed, and ends on the last one', async () => {
    const { shown, ahead } = await run(0, 4, 0);
    expect(shown).toEqual([4, 8]);
    expect(ahead[0]).toEqual([8]);
  });

  it('stops when told', async () => {
    expect((await run(0, 1, 0, 2)).shown).toEqual([1, 2]);
  });

  it('passes on what a picture could not be made for', async () => {
    const failing = runPictures({
      index,
      from: 0,
      speed: 1,
      signal: new AbortController().signal,
      load: () => Promise.reject(new Error('decoder said no')),
      show: () => undefined,
      onReport: () => undefined,
    });
    await expect(failing).rejects.toThrow('decoder said no');
  });
});
