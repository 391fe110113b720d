import { describe, expect, it } from 'vitest';
import {
  moveRegion,
  pageToView,
  regionBetween,
  regionInView,
  resizeRegion,
  type Turn,
  viewMoveToPage,
  viewToPage,
} from '../../renderer/ui/viewer/region-geometry.ts';
import { Region } from '../../shared/mark.ts';

const TURNS: readonly Turn[] = [0, 90, 180, 270];
const region: Region = { x: 0.2, y: 0.3, width: 0.4, height: 0.1 };

describe('drawing', () => {
  it('takes corners in any order and stays on the page', () => {
    expect(regionBetween({ x: 0.5, y: 0.6 }, { x: 0.25, y: 0.1 })).toEqual({
      x: 0.25,
      y: 0.1,
      width: 0.25,
      height: 0.5,
    });
    expect(regionBetween({ x: -1, y: -1 }, { x: 2, y: 2 })).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });

  it('takes a click for a click', () => {
    expect(regionBetween({ x: 0.5, y: 0.5 }, { x: 0.501, y: 0.9 })).toBeNull();
  });
});

describe('changing', () => {
  it('moves without changing size and stops at the edge', () => {
    expect(moveRegion(region, 5, -5)).toEqual({ ...region, x: 0.6, y: 0 });
  });

  it('resizes by every handle without crossing or leaving, and what comes out fits the contract', () => {
    for (const handle of ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const) {
      for (const by of [-2, -0.05, 0.05, 2]) {
        const result = resizeRegion(region, handle, by, by);
        expect(Region.safeParse(result).success, `${handle} ${by}`).toBe(true);
      }
    }
    expect(resizeRegion(region, 'se', 0.1, 0.2).width).toBeCloseTo(0.5, 9);
    expect(resizeRegion(region, 'n', 0.5, -0.1).width).toBeCloseTo(region.width, 9);
  });
});

describe('turned views', () => {
  it('go there and back', () => {
    for (const turn of TURNS) {
      const there = pageToView({ x: 0.1, y: 0.7 }, turn);
      const back = viewToPage(there, turn);
      expect(back.x).toBeCloseTo(0.1, 9);
      expect(back.y).toBeCloseTo(0.7, 9);
    }
  });

  it('turn clockwise: the top left corner goes to the top right', () => {
    expect(pageToView({ x: 0, y: 0 }, 90)).toEqual({ x: 1, y: 0 });
    expect(pageToView({ x: 0, y: 0 }, 270)).toEqual({ x: 0, y: 1 });
  });

  it('turn movements the same way as points', () => {
    for (const turn of TURNS) {
      const from = viewToPage({ x: 0.4, y: 0.4 }, turn);
      const to = viewToPage({ x: 0.5, y: 0.45 }, turn);
      const move = viewMoveToPage(0.1, 0.05, turn);
      expect(to.x - from.x).toBeCloseTo(move.x, 9);
      expect(to.y - from.y).toBeCloseTo(move.y, 9);
    }
  });

  it('swap the sides of a region at quarter turns', () => {
    const turned = regionInView(region, 90);
    expect(turned.width).toBeCloseTo(region.height, 9);
    expect(turned.height).toBeCloseTo(region.width, 9);
    expect(turned.x).toBeCloseTo(0.6, 9);
  });
});
