import { describe, expect, it } from 'vitest';
import { judgeFrames, type ShownFrame, SMALL } from '../support/frame-judge.ts';

const PIXELS = SMALL.width * SMALL.height;
/** A bar that moves by a pixel a frame. */
const truth = Array.from({ length: 40 }, (_, n) =>
  Uint8Array.from({ length: PIXELS }, (__, i) => (i % SMALL.width >= n && i % SMALL.width < n + 8 ? 200 : 40)),
);
/** The same as a browser shows it: other matrix and range, and a little noise. */
const shown = (n: number, as = n): ShownFrame => ({
  n: as,
  rgb: Uint8Array.from({ length: PIXELS * 3 }, (_, i) => (truth[n]?.[Math.floor(i / 3)] ?? 0) * 0.8 + 20 + (i % 3)),
});

describe('judgeFrames', () => {
  it('finds nothing wrong with the right pictures, and tells all their neighbours apart', () => {
    const verdicts = judgeFrames(
      Array.from({ length: 30 }, (_, k) => shown(k + 3)),
      truth,
    );
    expect(verdicts.every(({ fault }) => fault === null)).toBe(true);
    expect(verdicts.every(({ told }) => told === 6)).toBe(true);
  });

  it('finds one neighbour among many right pictures', () => {
    const pictures = [...Array.from({ length: 30 }, (_, k) => shown(k + 3)), shown(21, 20)];
    expect(judgeFrames(pictures, truth).filter(({ fault }) => fault !== null)).toHaveLength(1);
  });

  it('is not taken in by a film that is off by one all along', () => {
    const verdicts = judgeFrames(
      Array.from({ length: 30 }, (_, k) => shown(k + 4, k + 3)),
      truth,
    );
    expect(verdicts.filter(({ fault }) => fault !== null)).toHaveLength(30);
  });

  it('does not claim to tell what looks alike', () => {
    const still = truth.map(() => truth[5] ?? new Uint8Array());
    expect(judgeFrames([shown(5)], still)[0]).toMatchObject({ fault: null, told: 0 });
  });
});
