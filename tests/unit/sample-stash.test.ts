import { describe, expect, it } from 'vitest';
import { SampleStash } from '../../renderer/features/review/engine/sample-stash.ts';

function sample(bytes: number) {
  return {
    closed: 0,
    allocationSize: () => bytes,
    close: function () {
      this.closed += 1;
    },
  };
}

describe('SampleStash', () => {
  it('gives a picture away once, and never closes it then', () => {
    const stash = new SampleStash<ReturnType<typeof sample>>();
    const one = sample(100);
    stash.put(7, one);
    expect(stash.has(7)).toBe(true);
    expect(stash.take(7)).toBe(one);
    expect(stash.take(7)).toBeUndefined();
    stash.clear();
    expect(one.closed).toBe(0);
  });

  it('keeps the last ones put when there are too many, and closes every other one once', () => {
    const stash = new SampleStash<ReturnType<typeof sample>>();
    const all = Array.from({ length: stash.most + 10 }, () => sample(100));
    for (const [n, each] of all.entries()) stash.put(n, each);
    expect(all.map(({ closed }) => closed)).toEqual(all.map((_, n) => (n < 10 ? 1 : 0)));
    expect(stash.countUpTo(all.length - 1)).toBe(stash.most);
  });

  it('keeps as many large pictures as its memory holds, and one at least', () => {
    const stash = new SampleStash<ReturnType<typeof sample>>();
    const huge = Array.from({ length: 3 }, () => sample(2 ** 40));
    for (const [n, each] of huge.entries()) stash.put(n, each);
    expect(huge.map(({ closed }) => closed)).toEqual([1, 1, 0]);
    expect(stash.countUpTo(2)).toBe(1);
  });

  it('counts the pictures on end up to a frame', () => {
    const stash = new SampleStash<ReturnType<typeof sample>>();
    for (const n of [1, 3, 4, 5, 9]) stash.put(n, sample(1));
    expect([5, 4, 9, 2].map((n) => stash.countUpTo(n))).toEqual([3, 2, 1, 0]);
  });

  it('closes the picture that another one replaces', () => {
    const stash = new SampleStash<ReturnType<typeof sample>>();
    const [before, after] = [sample(1), sample(1)];
    stash.put(3, before);
    stash.put(3, after);
    expect([before.closed, after.closed]).toEqual([1, 0]);
  });
});
