import type { PageSize } from './media.ts';

const MOST_PIXELS = 40_000_000;
const MOST_SIDE = 16_000;

/** Pixels to draw a page with: `width` wide, but never so many that an enormous page fills the memory. */
export function drawnSize(page: PageSize, width: number): PageSize {
  const shape = Math.max(1e-4, page.height / Math.max(1e-4, page.width));
  const wide = Math.max(1, Math.min(width, MOST_SIDE, MOST_SIDE / shape, Math.sqrt(MOST_PIXELS / shape)));
  return { width: Math.max(1, Math.round(wide)), height: Math.max(1, Math.min(MOST_SIDE, Math.round(wide * shape))) };
}
