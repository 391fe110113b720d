import { describe, expect, it } from 'vitest';
import { stepAt } from '../../shared/picture-steps.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';

const sorted = (pts: readonly number[]) =>
  pts
    .slice(1)
    .map((at, n) => at - (pts[n] ?? 0))
    .sort((a, b) => a - b);

describe('stepAt', () => {
  it('gives the step that sorting all of them would give', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 50; round++) {
      const pts = [0];
      const count = 1 + random(300);
      for (let n = 0; n < count; n++) pts.push((pts[n] ?? 0) + 1 + random(9));
      const steps = sorted(pts);
      for (const part of [2, 100]) expect(stepAt(pts, part)).toBe(steps[Math.floor(steps.length / part)]);
    }
  });

  it('looks at no more than the stretch it is told, and has nothing to say about a single picture', () => {
    const pts = [0, 40, 80, 81, 82, 83];
    expect(stepAt(pts, 2, 0, 2)).toBe(40);
    expect(stepAt(pts, 2, 2)).toBe(1);
    expect(stepAt([5], 2)).toBe(0);
    expect(stepAt([], 2)).toBe(0);
  });
});
