import type { Item } from '../../../shared/evidence.ts';
import type { Turn } from '../../ui/viewer/region-geometry.ts';
import type { Size } from '../../ui/viewer/zoom-geometry.ts';

/** CSS pixels per point: CSS has 96 to the inch, documents 72. */
const PER_POINT = 96 / 72;

/** Widths that pages are asked for, in device pixels; few, so that the core's cache is hit. */
const WIDTHS = [320, 640, 960, 1280, 1920, 2560, 3840] as const;

/** A page at 100 %: documents in their printed size, pictures pixel by pixel. */
export function pageSize(item: Pick<Item, 'kind'>, page: Size): Size {
  const scale = item.kind === 'document' ? PER_POINT : 1;
  return { width: page.width * scale, height: page.height * scale };
}

/** The room a page takes in a turned view. */
export const turnedSize = ({ width, height }: Size, turn: Turn): Size =>
  turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };

/** Width to ask for so that a page drawn `cssWidth` wide is sharp on this screen. */
export function pageWidth(cssWidth: number, pixelRatio: number): number {
  const wanted = Math.max(1, cssWidth) * pixelRatio;
  return WIDTHS.find((width) => width >= wanted) ?? WIDTHS[WIDTHS.length - 1] ?? 3840;
}
