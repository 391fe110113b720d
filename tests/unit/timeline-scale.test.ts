import { describe, expect, it } from 'vitest';
import {
  between,
  boundsOf,
  clampView,
  fineStep,
  frameTicks,
  narrowest,
  nearestBorder,
  reveal,
  secondsAt,
  slideWith,
  streamTickText,
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

  it('narrows down further where the rate varies, whatever single false steps say', () => {
    const pts = [0];
    for (let n = 1; n < 2000; n++) pts.push((pts[n - 1] ?? 0) + (n === 7 ? 1 : n % 5 === 0 ? 8 : 40));
    const vfr: FrameIndex = { timeBase: [1, 1000], pts, keys: [0] };
    expect(narrowest(vfr, boundsOf(vfr))).toBeCloseTo(30 * 0.008, 9);
  });

  it('moves only when the playhead leaves, and then no further than needed', () => {
    const view = { start: 12, span: 4 };
    expect(reveal(view, bounds, least, 15.9)).toBe(view);
    expect(reveal(view, bounds, least, 16.1).start).toBeCloseTo(12.5, 6);
    expect(reveal(view, bounds, least, 11.5).start).toBeCloseTo(11.1, 6);
    expect(reveal(view, bounds, least, 40).start).toBeCloseTo(38, 6);
    expect(reveal(view, bounds, least, 10).start).toBeCloseTo(10, 6);
  });

  it('slides along while the recording runs, and leaves alone who looks elsewhere', () => {
    const view = { start: 12, span: 4 };
    expect(slideWith(view, bounds, least, 14, 14.04)).toBe(view);
    // At nine tenths the playhead stands still on the screen and the recording passes below it.
    const slid = slideWith(view, bounds, least, 15.7, 15.74);
    expect(slid.start).toBeCloseTo(12.04, 9);
    expect(xOf(slid, 1000, 15.74)).toBeCloseTo(xOf(view, 1000, 15.7), 6);
    expect(slideWith(view, bounds, least, 12.2, 12.16).start).toBeCloseTo(11.96, 9);
    expect(slideWith(view, bounds, least, 12.2, 12.24)).toBe(view);
    expect(slideWith(view, bounds, least, 30, 30.04)).toBe(view);
    expect(slideWith({ start: 46, span: 4 }, bounds, least, 49.8, 49.84).start).toBeCloseTo(46, 9);
  });

  it('keeps what is under the pointer in place all the way of a zoom', () => {
    const from = { start: 10, span: 40 };
    const to = zoomAt(from, bounds, least, 0.1, 23);
    for (const share of [0, 0.2, 0.5, 0.99, 1]) {
      expect(xOf(between(from, to, share), 800, 23)).toBeCloseTo(xOf(from, 800, 23), 6);
    }
    expect(between(from, to, 1)).toBe(to);
    expect(between({ start: 10, span: 4 }, { start: 20, span: 4 }, 0.5)).toEqual({ start: 15, span: 4 });
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

  it('have finer ones between them as long as those stand apart', () => {
    expect(fineStep(5, { start: 0, span: 40 }, 800)).toBe(0.5);
    expect(fineStep(15, { start: 0, span: 40 }, 80)).toBe(5);
    expect(fineStep(1, { start: 0, span: 40 }, 200)).toBeNull();
  });

  it("on the stream's clock are never taken for another unit or another day", () => {
    expect([streamTickText(900, 900), streamTickText(411.5, 0.5), streamTickText(0.04, 0.02)]).toEqual([
      '00:15:00',
      '00:06:51.5',
      '00:00:00.040',
    ]);
    expect(streamTickText(-0.5, 0.1)).toBe('-00:00:00.5');
    expect(streamTickText(90_000, 3600)).toBe('25:00:00');
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
