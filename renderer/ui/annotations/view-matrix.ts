import { type Point, pageToView, type Turn, viewToPage } from '../viewer/region-geometry.ts';
import type { Placement, Size } from '../viewer/zoom-geometry.ts';

/** Where the upright picture lies on a canvas that covers the viewport, in the canvas' own pixels. */
export interface PictureOnCanvas extends Size {
  /** As `setTransform` takes it: leads from pixels of the upright picture to those of the canvas. */
  readonly matrix: readonly [number, number, number, number, number, number];
}

/** @param turn quarter turns of the view, clockwise @param ratio pixels of the canvas for one of the page */
export function pictureOnCanvas(placement: Placement, turn: Turn, ratio: number): PictureOnCanvas {
  // Browsers put the edges of a picture on whole pixels of the screen; what is drawn over it must lie on the same ones.
  const [left, top] = [Math.round(placement.left * ratio), Math.round(placement.top * ratio)];
  const across = Math.round((placement.left + placement.width) * ratio) - left;
  const down = Math.round((placement.top + placement.height) * ratio) - top;
  switch (turn) {
    case 0:
      return { width: across, height: down, matrix: [1, 0, 0, 1, left, top] };
    case 90:
      return { width: down, height: across, matrix: [0, 1, -1, 0, left + across, top] };
    case 180:
      return { width: across, height: down, matrix: [-1, 0, 0, -1, left + across, top + down] };
    case 270:
      return { width: down, height: across, matrix: [0, -1, 1, 0, left, top + down] };
  }
}

/** A point of the upright picture, in fractions, as CSS pixels of the viewport. */
export function toViewport(point: Point, placement: Placement, turn: Turn): Point {
  const { x, y } = pageToView(point, turn);
  return { x: placement.left + x * placement.width, y: placement.top + y * placement.height };
}

/** The inverse of {@link toViewport}. */
export function fromViewport({ x, y }: Point, placement: Placement, turn: Turn): Point {
  return viewToPage({ x: (x - placement.left) / placement.width, y: (y - placement.top) / placement.height }, turn);
}
