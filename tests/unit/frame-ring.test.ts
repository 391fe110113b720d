import { describe, expect, it } from 'vitest';
import { planDecode } from '../../renderer/features/review/engine/decode-plan.ts';
import { distanceOf, FrameRing } from '../../renderer/features/review/engine/frame-ring.ts';
import { PICTURE_BYTES } from '../../renderer/features/review/engine/picture-budget.ts';
import { SampleStash } from '../../renderer/features/review/engine/sample-stash.ts';

function made() {
  const closed: number[] = [];
  const picture = (n: number) => ({ n, width: 1, height: 1, close: () => void closed.push(n) });
  return { closed, picture };
}

describe('FrameRing', () => {
  it('lets go of what is farthest from the reader, and behind him first', () => {
    const { closed, picture } = made();
    const ring = new FrameRing<ReturnType<typeof picture>>(() => 50, 3, 10);
    const reader = { n: 10, direction: 1 } as const;
    for (const n of [6, 7, 8, 9, 10]) ring.put(n, picture(n), 10, reader);
    expect(ring.capacity).toBe(5);
    ring.put(14, picture(14), 10, reader);
    ring.put(15, picture(15), 10, reader);
    expect(closed).toEqual([6, 7]);
    expect([8, 9, 10, 14, 15].every((n) => ring.has(n))).toBe(true);
    expect(ring.nearest(12)?.n).toBe(10);
    expect(distanceOf(8, reader)).toBe(4);
    expect(distanceOf(8, { n: 10, direction: -1 })).toBe(2);
  });

  it('keeps a few pictures even if they are large, and learns how large they are', () => {
    const { closed, picture } = made();
    const ring = new FrameRing<ReturnType<typeof picture>>(() => 100, 3, 1);
    for (const n of [0, 1, 2, 3, 4]) ring.put(n, picture(n), 1000, { n: 4, direction: 1 });
    expect(closed).toEqual([0, 1]);
  });

  it('closes every picture once, also one that comes again', () => {
    const { closed, picture } = made();
    const ring = new FrameRing<ReturnType<typeof picture>>(() => 100, 3, 1);
    ring.put(1, picture(1), 1, { n: 1, direction: 1 });
    ring.put(1, picture(1), 1, { n: 1, direction: 1 });
    expect(closed).toEqual([1]);
    ring.clear();
    ring.clear();
    expect(closed).toEqual([1, 1]);
    expect(ring.nearest(1)).toBeNull();
  });
});

describe('SampleStash', () => {
  it('keeps the latest few and closes the rest once', () => {
    const closed: number[] = [];
    const sample = (n: number) => ({ allocationSize: () => 10, close: () => void closed.push(n) });
    const stash = new SampleStash<ReturnType<typeof sample>>();
    for (let n = 0; n < stash.most + 2; n++) stash.put(n, sample(n));
    expect(closed).toEqual([0, 1]);
    expect(stash.take(2)).toBeDefined();
    expect(stash.take(2)).toBeUndefined();
    stash.clear();
    expect(closed).toHaveLength(stash.most + 1);
  });

  it('counts bytes as well', () => {
    const closed: number[] = [];
    const sample = (n: number) => ({ allocationSize: () => PICTURE_BYTES / 6, close: () => void closed.push(n) });
    const stash = new SampleStash<ReturnType<typeof sample>>();
    stash.put(1, sample(1));
    stash.put(2, sample(2));
    expect(closed).toEqual([1]);
  });
});

describe('planDecode', () => {
  const index = {
    timeBase: [1, 25],
    pts: Array.from({ length: 500 }, (_, n) => n),
    keys: [0, 100, 200, 300, 400],
  } as const;
  const plan = (n: number, direction: 1 | -1, there: readonly number[], capacity = 90, moving = false) => {
    const set = new Set(there);
    return planDecode({ n, direction, index, capacity, moving, has: (m) => set.has(m) });
  };
  const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, k) => first + k);

  it('begins with the picture under the reader and the next few', () => {
    expect(plan(150, 1, [])).toEqual({ first: 150, last: 156 });
    expect(plan(150, -1, [])).toEqual({ first: 150, last: 150 });
    expect(plan(499, 1, [])).toEqual({ first: 499, last: 499 });
  });

  it('then takes those just before, of the same group, then goes ahead', () => {
    expect(plan(150, 1, range(150, 156))).toEqual({ first: 121, last: 149 });
    expect(plan(105, 1, range(105, 111))).toEqual({ first: 100, last: 104 });
    expect(plan(150, 1, range(121, 156))).toEqual({ first: 157, last: 180 });
  });

  it('looks less far ahead and not behind while the reader moves', () => {
    expect(plan(150, 1, range(150, 156), 210, true)).toEqual({ first: 157, last: 180 });
    expect(plan(150, 1, range(150, 210), 210, true)).toBeNull();
    expect(plan(150, 1, range(102, 170), 210)).toEqual({ first: 171, last: 194 });
  });

  it('does not ask for single pictures, except at the end', () => {
    expect(plan(150, 1, range(121, 205))).toBeNull();
    expect(plan(460, 1, range(425, 496))).toEqual({ first: 497, last: 499 });
    expect(plan(460, 1, range(425, 499))).toBeNull();
  });

  it('gets the group before ready when the reader stands at the start of one', () => {
    expect(plan(200, 1, range(200, 260))).toEqual({ first: 171, last: 199 });
    expect(plan(150, 1, range(121, 209))).toBeNull();
  });

  it('fills up behind when nothing else is to be done, and not for single pictures', () => {
    expect(plan(250, 1, range(230, 309), 210)).toEqual({ first: 202, last: 229 });
    expect(plan(250, 1, range(202, 370), 210)).toEqual({ first: 181, last: 201 });
    expect(plan(250, 1, range(187, 370), 210)).toBeNull();
  });

  it('never fetches behind what the ring would let go of again', () => {
    const { picture } = made();
    const capacity = 60;
    const ring = new FrameRing<ReturnType<typeof picture>>(() => capacity, 3, 1);
    const reader = { n: 250, direction: 1 } as const;
    for (const n of range(260, 340)) ring.put(n, picture(n), 1, reader);
    for (let k = 0; k < 20; k++) {
      const next = planDecode({ ...reader, index, capacity, moving: false, has: (n) => ring.has(n) });
      if (next === null) return;
      for (const n of range(next.first, next.last)) ring.put(n, picture(n), 1, reader);
    }
    expect.fail('it plans for ever');
  });

  it('decodes a stretch at a time backwards, before the reader gets there', () => {
    expect(plan(150, -1, range(100, 160))).toBeNull();
    expect(plan(150, -1, [150])).toEqual({ first: 121, last: 149 });
    expect(plan(190, -1, range(161, 199))).toEqual({ first: 124, last: 160 });
    expect(plan(120, -1, range(104, 160))).toEqual({ first: 100, last: 103 });
    expect(plan(3, -1, range(0, 20))).toBeNull();
  });

  it('never plans for more than can be kept', () => {
    const kept = range(150, 156);
    const before = plan(150, 1, kept, 24);
    expect(before).toEqual({ first: 143, last: 149 });
    expect(plan(150, 1, [...kept, ...range(143, 149)], 24)).toEqual({ first: 157, last: 165 });
  });
});
