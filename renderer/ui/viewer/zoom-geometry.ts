/** Sizes and positions in CSS pixels unless stated. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a viewer keeps: how big, and which point of the content lies in the middle (as fractions of its sides). */
export interface Zoom {
  /** `page`: all of it; `width`: its full width; `actual`: one pixel of it on one of the screen's; `free`: `scale`. */
  readonly mode: 'page' | 'width' | 'actual' | 'free';
  /** CSS pixels per content pixel; counts in mode `free` only. */
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Where the content lies in the viewport. */
export interface Placement extends Size {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

export const FIT: Zoom = { mode: 'page', scale: 1, x: 0.5, y: 0.5 };

const LEAST = 0.02;
const MOST = 16;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** CSS pixels per content pixel that a zoom means in this viewport; fitting leaves `margin` free at every edge. */
export function scaleOf(zoom: Zoom, content: Size, viewport: Size, pixelRatio: number, margin = 0): number {
  const byWidth = Math.max(1, viewport.width - 2 * margin) / Math.max(1, content.width);
  const byHeight = Math.max(1, viewport.height - 2 * margin) / Math.max(1, content.height);
  switch (zoom.mode) {
    case 'page':
      return Math.min(byWidth, byHeight);
    case 'width':
      return byWidth;
    case 'actual':
      return 1 / pixelRatio;
    case 'free':
      return zoom.scale;
  }
}

/** One axis: content smaller than the viewport is centred, larger content leaves no more than the margin empty. */
function offset(size: number, room: number, centre: number, margin: number): number {
  if (size + 2 * margin <= room) return (room - size) / 2;
  return clamp(room / 2 - centre * size, room - size - margin, margin);
}

export function place(zoom: Zoom, content: Size, viewport: Size, pixelRatio: number, margin = 0): Placement {
  const scale = scaleOf(zoom, content, viewport, pixelRatio, margin);
  const width = content.width * scale;
  const height = content.height * scale;
  return {
    left: offset(width, viewport.width, zoom.x, margin),
    top: offset(height, viewport.height, zoom.y, margin),
    width,
    height,
    scale,
  };
}

/** The zoom whose middle point is the one that a placement really has in the middle. */
function centred(placement: Placement, viewport: Size, scale: number): Zoom {
  return {
    mode: 'free',
    scale,
    x: (viewport.width / 2 - placement.left) / placement.width,
    y: (viewport.height / 2 - placement.top) / placement.height,
  };
}

/** Zooms by `factor` so that the content under the pointer stays under it. */
export function zoomAbout(from: Placement, viewport: Size, factor: number, pointer: { x: number; y: number }): Zoom {
  const scale = clamp(from.scale * factor, LEAST, MOST);
  const grown = scale / from.scale;
  const moved: Placement = {
    scale,
    width: from.width * grown,
    height: from.height * grown,
    left: pointer.x - (pointer.x - from.left) * grown,
    top: pointer.y - (pointer.y - from.top) * grown,
  };
  return centred(moved, viewport, scale);
}

/** Moves the content by a drag; the way of fitting stays, so that a page fitted to its width still is. */
export function panBy(zoom: Zoom, from: Placement, viewport: Size, dx: number, dy: number): Zoom {
  const moved = { ...from, left: from.left + dx, top: from.top + dy };
  const { x, y } = centred(moved, viewport, from.scale);
  return { ...zoom, x: clamp(x, 0, 1), y: clamp(y, 0, 1) };
}

/** True when there is something outside the viewport to move to. */
export const canPan = (placement: Placement, viewport: Size): boolean =>
  placement.width > viewport.width + 0.5 || placement.height > viewport.height + 0.5;
