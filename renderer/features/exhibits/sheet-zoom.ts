/** How large the paper is shown: fitted to the window in one of two ways, or in per cent of its size in print. */
export type Zoom = 'page' | 'width' | number;

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A4 upright, in CSS pixels at 96 to the inch (ISO 216: 210 × 297 mm). */
export const PAPER: Box = { width: (210 / 25.4) * 96, height: (297 / 25.4) * 96 };

/** Per cent that the buttons and keys go through. */
export const STEPS: readonly number[] = [25, 33, 50, 67, 80, 100, 125, 150, 200, 300];

/** Free space kept around the paper. */
export const MARGIN = 24;

/** Width of the paper on screen in CSS pixels. */
export function paperWidth(zoom: Zoom, room: Box): number {
  const wide = Math.max(160, room.width - 2 * MARGIN);
  if (zoom === 'width') return Math.round(wide);
  if (zoom !== 'page') return Math.round((PAPER.width * zoom) / 100);
  const high = Math.max(200, room.height - 2 * MARGIN);
  return Math.round(Math.min(wide, (high * PAPER.width) / PAPER.height));
}

/** How the paper is shown before a person chooses: as wide as there is room for, but not larger than in print. */
export const startingZoom = (room: Box): Zoom => (room.width - 2 * MARGIN > PAPER.width ? 100 : 'width');

/** What a paper of this width is in per cent of its printed size. */
export const percentOf = (width: number): number => Math.round((width / PAPER.width) * 100);

/** The next step above or below; the ends hold. */
export function stepZoom(percent: number, direction: 1 | -1): number {
  const next = direction > 0 ? STEPS.find((step) => step > percent) : STEPS.findLast((step) => step < percent);
  return next ?? percent;
}

/**
 * Width to ask the picture of a page in: enough for the screen's own pixels, in steps, so that dragging a panel does
 * not ask for a new picture at every pixel.
 */
export function pictureWidth(width: number, pixelRatio: number): number {
  return Math.min(2400, Math.ceil((width * pixelRatio) / 200) * 200);
}
