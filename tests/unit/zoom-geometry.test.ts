import { describe, expect, it } from 'vitest';
import { canPan, FIT, panBy, place, scaleOf, zoomAbout } from '../../renderer/ui/viewer/zoom-geometry.ts';

const content = { width: 1000, height: 500 };
const viewport = { width: 500, height: 500 };

describe('fitting', () => {
  it('shows everything, the whole width, or pixel for pixel of the screen', () => {
    expect(scaleOf(FIT, content, viewport, 1)).toBe(0.5);
    expect(scaleOf({ ...FIT, mode: 'width' }, { width: 200, height: 900 }, viewport, 1)).toBe(2.5);
    expect(scaleOf({ ...FIT, mode: 'actual' }, content, viewport, 2)).toBe(0.5);
  });

  it('centres what is smaller than the viewport', () => {
    expect(place(FIT, content, viewport, 1)).toMatchObject({ left: 0, top: 125, width: 500, height: 250 });
  });
});

describe('zooming', () => {
  it('keeps the point under the pointer', () => {
    const from = place(FIT, content, viewport, 1);
    const pointer = { x: 100, y: 250 };
    const zoom = zoomAbout(from, viewport, 4, pointer);
    const to = place(zoom, content, viewport, 1);
    expect((pointer.x - to.left) / to.width).toBeCloseTo((pointer.x - from.left) / from.width, 6);
    expect((pointer.y - to.top) / to.height).toBeCloseTo((pointer.y - from.top) / from.height, 6);
  });

  it('has a smallest and a largest size', () => {
    const from = place(FIT, content, viewport, 1);
    expect(zoomAbout(from, viewport, 1e9, { x: 0, y: 0 }).scale).toBe(16);
    expect(zoomAbout(from, viewport, 1e-9, { x: 0, y: 0 }).scale).toBe(0.02);
  });
});

describe('panning', () => {
  it('follows the hand and stops at the edge', () => {
    const zoom = { ...FIT, mode: 'actual' as const };
    const from = place(zoom, content, viewport, 1);
    expect(canPan(from, viewport)).toBe(true);
    expect(place(panBy(zoom, from, viewport, 100, 0), content, viewport, 1).left).toBe(from.left + 100);
    expect(place(panBy(zoom, from, viewport, 9999, 0), content, viewport, 1).left).toBe(0);
    expect(canPan(place(FIT, content, viewport, 1), viewport)).toBe(false);
  });
});
