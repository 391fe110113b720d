import { describe, expect, test } from 'vitest';
import { cellSeconds, filmCells } from '../../renderer/features/review/timeline/film-cells.ts';
import { type FrameIndex, intervalSeconds } from '../../shared/frames.ts';

const even = (count: number, step: number): FrameIndex => ({
  timeBase: [1, 1000],
  pts: Array.from({ length: count }, (_, n) => n * step),
  keys: Array.from({ length: Math.ceil(count / 50) }, (_, k) => k * 50),
});

const PICTURE = 80;

describe('cells of the strip', () => {
  test('close up each frame is one cell with its own borders, however uneven they are', () => {
    const index: FrameIndex = { timeBase: [1, 1000], pts: [0, 40, 100, 108, 200], keys: [0] };
    const cells = filmCells(index, [0], PICTURE, { start: 0, span: 0.3 }, 600);
    expect(cells.every(({ single }) => single)).toBe(true);
    expect(cells.map(({ n, left, width }) => [n, Math.round(left), Math.round(width)])).toEqual([
      [0, 0, 80],
      [1, 80, 120],
      [2, 200, 16],
      [3, 216, 184],
      [4, 400, 184],
    ]);
  });

  test('further out each is half a picture to a whole one wide and they leave no space between them', () => {
    const index = even(10_000, 40);
    for (const span of [400, 300, 222.2, 100, 31, 20]) {
      const view = { start: 13.3, span };
      const cells = filmCells(index, index.keys, PICTURE, view, 1200);
      expect(cells.every(({ width }) => width > PICTURE / 2 - 1e-6 && width <= PICTURE + 1e-6)).toBe(true);
      const joints = cells.slice(1).map(({ left }, k) => left - (cells[k]?.left ?? 0) - (cells[k]?.width ?? 0));
      expect(Math.max(...joints.map(Math.abs))).toBeLessThan(1e-6);
    }
  });

  test('the picture of a cell is of a frame in it, a prepared one where there is any', () => {
    const index = even(10_000, 40);
    for (const span of [400, 120, 20]) {
      const view = { start: 0, span };
      const step = cellSeconds(PICTURE, view, 1200);
      const cells = filmCells(index, index.keys, PICTURE, view, 1200);
      for (const [k, { n }] of cells.entries()) {
        const { start, end } = intervalSeconds(index, n, n);
        expect(end > k * step && start < (k + 1) * step).toBe(true);
      }
      const prepared = cells.filter(({ n }) => n % 50 === 0).length;
      // Key frames are 2 s apart; every cell that long has one.
      expect(prepared).toBeGreaterThanOrEqual(step >= 2 ? cells.length - 1 : Math.floor(span / 2) - 1);
    }
  });

  test('stay on the recording while it is moved, and split in two when there is room', () => {
    const index = even(10_000, 40);
    const at = (start: number, span: number) => filmCells(index, index.keys, PICTURE, { start, span }, 1200);
    const here = at(100, 200).map(({ n }) => n);
    const moved = at(103, 200).map(({ n }) => n);
    expect(moved.slice(0, 10).every((n) => here.includes(n))).toBe(true);
    const far = new Set(at(0, 400).map(({ n }) => n));
    const near = new Set(at(0, 200).map(({ n }) => n));
    expect([...far].filter((n) => n * 0.04 < 199).every((n) => near.has(n))).toBe(true);
  });

  test('a gap has no cell, and neither has what lies outside', () => {
    const pts = [
      ...Array.from({ length: 500 }, (_, n) => n * 40),
      ...Array.from({ length: 500 }, (_, n) => 220_000 + n * 40),
    ];
    const index: FrameIndex = { timeBase: [1, 1000], pts, keys: [0, 500] };
    const cells = filmCells(index, index.keys, PICTURE, { start: -20, span: 300 }, 1200);
    const seconds = cells.map(({ left }) => (left / 1200) * 300 - 20);
    expect(seconds.every((s) => s > -17)).toBe(true);
    // Frame 499 stays on screen until the next picture comes: its cell is the one it begins in, nothing follows.
    expect(cells.filter(({ n }) => n >= 500).every(({ n }) => n === 500 || n > 500)).toBe(true);
    expect(filmCells(index, [], PICTURE, { start: 0, span: 300 }, 0)).toEqual([]);
    expect(filmCells({ timeBase: [1, 25], pts: [], keys: [] }, [], PICTURE, { start: 0, span: 1 }, 100)).toEqual([]);
  });

  test('324,000 frames take well under a frame of the screen', () => {
    const index: FrameIndex = {
      timeBase: [1, 90_000],
      pts: Array.from({ length: 324_000 }, (_, n) => n * 3000),
      keys: Array.from({ length: 5400 }, (_, k) => k * 60),
    };
    const times: number[] = [];
    for (let k = 0; k < 400; k++) {
      const span = Math.max(0.4, 10_800 * 0.97 ** k);
      const began = performance.now();
      filmCells(index, index.keys, PICTURE, { start: (10_800 - span) / 3, span }, 1920);
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(5);
  });
});
