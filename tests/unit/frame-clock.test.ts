import { describe, expect, it } from 'vitest';
import { FrameClock, tieClock } from '../../renderer/features/review/engine/frame-clock.ts';
import { PicturePrints } from '../../renderer/features/review/engine/picture-prints.ts';
import type { FrameIndex } from '../../shared/frames.ts';

const index: FrameIndex = { timeBase: [1, 1000], pts: [500, 533, 567, 600, 900, 933], keys: [0] };
const print = (value: number) => new Uint8Array(16).fill(value);
const prints = (...values: number[]) => new PicturePrints(new Uint8Array(values.flatMap((value) => [...print(value)])));
const at = (seconds: number, value: number) => ({ seconds, print: print(value) });

describe('FrameClock', () => {
  it('names the frame within half a tick, and none for a time between', () => {
    const clock = new FrameClock(index, 0);
    expect(clock.frameAt(0.533)).toBe(1);
    expect(clock.frameAt(0.5334)).toBe(1);
    expect(clock.frameAt(0.534)).toBeNull();
    expect(clock.frameAt(0.4)).toBeNull();
    expect(clock.frameAt(5)).toBeNull();
  });

  it('runs beside the index by a constant, both ways', () => {
    const clock = new FrameClock(index, 500);
    expect(clock.frameAt(0)).toBe(0);
    for (const n of index.pts.keys()) expect(clock.frameAt(clock.secondsOf(n))).toBe(n);
  });
});

describe('tieClock', () => {
  it('finds the offset by the pictures themselves', () => {
    const tied = tieClock(index, prints(1, 2, 3, 4, 5, 6), [at(0, 1), at(0.033, 2), at(0.067, 3)]);
    expect(tied).toMatchObject({ agreed: 3, against: 0 });
    expect(tied?.clock.offset).toBe(500);
  });

  it('leaves out pictures that are not in the index, as before the begin of an edit list', () => {
    const tied = tieClock(index, prints(1, 2, 3, 4, 5, 6), [at(-0.033, 90), at(0.5, 1), at(0.533, 2)]);
    expect(tied?.clock.offset).toBe(0);
    expect(tied?.agreed).toBe(2);
  });

  it('takes the nearest offset in a still scene, where every frame looks alike', () => {
    const tied = tieClock(index, prints(7, 7, 7, 7, 8, 9), [at(0.5, 7), at(0.533, 7), at(0.567, 7)]);
    expect(tied?.clock.offset).toBe(0);
  });

  it('tells how many pictures speak against it when times slip', () => {
    const slipped = [at(0.5, 1), at(0.517, 2), at(0.533, 3), at(0.55, 4)];
    expect(tieClock(index, prints(1, 2, 3, 4, 5, 6), slipped)).toMatchObject({ agreed: 1, against: 3 });
  });

  it('has nothing to say when no picture is in the index', () => {
    expect(tieClock(index, prints(1, 2, 3, 4, 5, 6), [at(0.5, 90)])).toBeNull();
    expect(tieClock(index, prints(1), [])).toBeNull();
  });

  it('ties the first picture to frame 0 as long as there are no MD5s, unless one is there already', () => {
    const first = { seconds: 0, print: null };
    expect(tieClock(index, null, [first])?.clock.offset).toBe(500);
    expect(tieClock(index, null, [first, { seconds: 0.5, print: null }])?.clock.offset).toBe(0);
  });
});

describe('PicturePrints', () => {
  it('finds the nearest frame with an MD5', () => {
    const some = prints(1, 2, 3, 2, 5);
    expect(some.count).toBe(5);
    expect(some.is(1, print(2))).toBe(true);
    expect(some.is(-1, print(2))).toBe(false);
    expect(some.is(9, print(2))).toBe(false);
    expect(some.near(3, print(2), 4)).toBe(3);
    expect(some.near(2, print(1), 4)).toBe(0);
    expect(some.near(4, print(1), 3)).toBeNull();
    expect(some.all(print(2), 9)).toEqual([1, 3]);
    expect(some.all(print(2), 1)).toEqual([1]);
  });
});
