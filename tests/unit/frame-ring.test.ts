import { describe, expect, it } from 'vitest';
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
