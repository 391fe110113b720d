import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  clampView,
  frameTicks,
  narrowest,
  nearestBorder,
  reveal,
  secondsAt,
  timeTicks,
  wholeView,
  xOf,
  zoomAt,
} from '../../renderer/features/review/timeline/timeline-scale.ts';
import type { FrameIndex } from '../../shared/frames.ts';

const even = (count: number, step: number, first = 0): FrameIndex => ({
  timeBase: [1, 1000],
  pts: Array.from({ length: count }, (_, n) => first + n * step),
  keys: [0],
});

describe('view', () => {
  const index = even(1000, 40, 10_000);
  const bounds = boundsOf(index);
  const least = narrowest(index, bounds);

  it('covers the recording from its first picture to the end of its last', () => {
    expect(bounds).toEqual({ start: 10, end: 50 });
    expect(wholeView(bounds)).toEqual({ start: 10, span: 40 });
  });

  it('keeps the anchor in place while zooming', () => {
    const view = zoomAt(wholeView(bounds), bounds, least, 0.5, 20);
    expect(xOf(view, 800, 20)).toBeCloseTo(200, 6);
    expect(view.span).toBe(20);
  });

  it('never leaves the recording and never gets narrower than a dozen pictures', () => {
    let view = wholeView(bounds);
    for (let i = 0; i < 40; i++) view = zoomAt(view, bounds, least, 0.5, 50);
    expect(view.span).toBeCloseTo(0.48, 6);
    expect(view.start + view.span).toBeCloseTo(50, 6);
    expect(clampView({ start: -5, span: 400 }, bounds, least)).toEqual({ start: 10, span: 40 });
  });

  it('turns the page only when the playhead leaves', () => {
    const view = { start: 12, span: 4 };
    expect(reveal(view, bounds, least, 15.9)).toBe(view);
    expect(reveal(view, bounds, least, 16.1).start).toBeCloseTo(15.7, 6);
    expect(reveal(view, bounds, least, 11).start).toBeCloseTo(10, 6);
  });

  it('maps pixels and seconds both ways', () => {
    const view = { start: 12, span: 4 };
    expect(secondsAt(view, 1000, xOf(view, 1000, 13.21))).toBeCloseTo(13.21, 9);
  });

  it('survives a recording of one picture', () => {
    const one = even(1, 40);
    const whole = wholeView(boundsOf(one));
    expect(whole.span).toBeGreaterThan(0);
    expect(Number.isFinite(zoomAt(whole, boundsOf(one), narrowest(one, boundsOf(one)), 0.5, 0).start)).toBe(true);
  });
});

describe('ticks', () => {
  it('are round and at least the wanted distance apart', () => {
    const { step, ticks } = timeTicks({ start: 10, span: 40 }, 800, 90);
    expect(step).toBe(5);
    expect(ticks.map((t) => t.seconds)).toEqual([10, 15, 20, 25, 30, 35, 40, 45, 50]);
  });

  it("lie on round values of the ruler's own clock", () => {
    const { ticks } = timeTicks({ start: 0, span: 120 }, 800, 90, 38_527.25);
    expect(ticks[0]?.value).toBe(38_535);
    expect(ticks[0]?.seconds).toBeCloseTo(7.75, 6);
  });

  it('count frames where pictures begin', () => {
    const index: FrameIndex = { timeBase: [1, 1000], pts: [0, 40, 400, 440, 480, 520], keys: [0] };
    const ticks = frameTicks(index, { start: 0, span: 0.56 }, 600, 20);
    expect(ticks.map((t) => [t.value, t.seconds])).toEqual([
      [0, 0],
      [1, 0.04],
      [2, 0.4],
      [3, 0.44],
      [4, 0.48],
      [5, 0.52],
    ]);
  });
});

describe('borders', () => {
  const index: FrameIndex = { timeBase: [1, 1000], pts: [0, 40, 400], keys: [0] };
  it('snap to the nearer edge of a picture', () => {
    expect(nearestBorder(index, 0.019)).toBe(0);
    expect(nearestBorder(index, 0.021)).toBe(1);
    expect(nearestBorder(index, 0.23)).toBe(2);
    expect(nearestBorder(index, 0.21)).toBe(1);
    expect(nearestBorder(index, 99)).toBe(3);
  });
});
