import { describe, expect, it } from 'vitest';
import type { StagePicture } from '../../renderer/features/review/engine/picture-desk.ts';
import { nearerPreview, type Preview } from '../../renderer/features/review/engine/preview-picture.ts';
import { HeldSteps } from '../../renderer/features/review/held-steps.ts';
import { samePlace } from '../../renderer/features/review/same-place.ts';

const own = (n: number): StagePicture => ({
  n,
  proof: 'md5',
  image: {} as VideoFrame,
  turn: 90,
  width: 4,
  height: 2,
  close: () => undefined,
});
const prepared = (n: number): Preview => ({ n, picture: { width: 160, height: 90 } as ImageBitmap });

describe('nearerPreview', () => {
  it('takes the nearest picture at hand and says which frame it is', () => {
    expect(nearerPreview(500, 0, [own(100), prepared(480)])).toMatchObject({ n: 480, proof: 'none', turn: 0 });
    expect(nearerPreview(500, 0, [own(490), prepared(480)])).toMatchObject({ n: 490, turn: 90 });
    expect(nearerPreview(500, null, [null, prepared(480)])?.n).toBe(480);
  });

  it('leaves what is shown when nothing is nearer, or the right picture is next', () => {
    expect(nearerPreview(500, 490, [own(100), prepared(480)])).toBeNull();
    expect(nearerPreview(500, 499, [own(500), prepared(500)])).toBeNull();
    expect(nearerPreview(500, null, [null, null])).toBeNull();
  });
});

describe('HeldSteps', () => {
  function setup(ready: () => boolean) {
    let next: ((now: number) => void) | null = null;
    const steps: number[] = [];
    let now = 1000;
    const held = new HeldSteps(ready, {
      beforeRefresh: (run) => {
        next = run;
        return () => {
          next = null;
        };
      },
    });
    const refresh = (ms: number) => {
      now += ms;
      const run = next;
      next = null;
      run?.(now);
    };
    return { held, steps, refresh, step: () => void steps.push(now) };
  }

  it('makes thirty steps a second, however often the keyboard repeats', () => {
    const { held, steps, refresh, step } = setup(() => true);
    held.hold(step);
    for (let k = 0; k < 60; k++) {
      held.hold(step);
      refresh(1000 / 60);
    }
    expect(steps.length).toBeGreaterThanOrEqual(29);
    expect(steps.length).toBeLessThanOrEqual(31);
  });

  it('waits for the picture of every step', () => {
    let drawn = true;
    const { held, steps, refresh, step } = setup(() => drawn);
    held.hold(() => {
      step();
      drawn = false;
    });
    for (let k = 0; k < 30; k++) refresh(17);
    expect(steps).toHaveLength(1);
    drawn = true;
    for (let k = 0; k < 30; k++) refresh(17);
    expect(steps).toHaveLength(2);
  });

  it('ends with the key', () => {
    const { held, steps, refresh, step } = setup(() => true);
    held.hold(step);
    refresh(17);
    held.release();
    for (let k = 0; k < 30; k++) refresh(17);
    expect(steps).toHaveLength(1);
  });
});

describe('samePlace', () => {
  const list = (pts: number[]) => ({ timeBase: [1, 1000] as const, pts, keys: [0] });

  it('stays with the picture of the same time when the list is renewed', () => {
    expect(samePlace(list([0, 40, 80, 120]), list([40, 80, 120]), 2)).toBe(1);
    expect(samePlace(list([0, 40, 80]), list([0, 40, 60, 80]), 2)).toBe(3);
    expect(samePlace(list([0, 40, 80]), { timeBase: [1, 500], pts: [0, 20, 40], keys: [0] }, 1)).toBe(1);
  });

  it('goes to the last one before where that picture is no longer listed', () => {
    expect(samePlace(list([0, 40, 80]), list([0, 80]), 1)).toBe(0);
    expect(samePlace(list([0, 40]), list([30, 80]), 0)).toBe(0);
  });
});
