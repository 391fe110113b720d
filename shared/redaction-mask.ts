import type { Rect } from './annotation-pen.ts';

/** A region in fractions of the picture that is to be hidden. */
export interface HiddenRegion extends Rect {
  readonly form: 'box' | 'ellipse';
}

/**
 * Masks consist of whole blocks of this many pixels each way: then no sample of chroma, whatever its subsampling and
 * also where two fields are woven together, belongs to a hidden and to a visible pixel at once.
 */
const BLOCK = 4;
/** What arithmetic of fractions may be off by, in blocks, without another block being hidden for it. */
const SLACK = 1e-6;

const down = (pixels: number): number => Math.max(0, Math.floor(pixels / BLOCK + SLACK) * BLOCK);
const up = (pixels: number, most: number): number => Math.min(most, Math.ceil(pixels / BLOCK - SLACK) * BLOCK);

/** One byte for each pixel: 255 where the regions hide the picture, rounded outwards to whole blocks, else 0. */
export function redactionMask(regions: readonly HiddenRegion[], width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const region of regions) {
    const [top, bottom] = [region.y * height, (region.y + region.height) * height];
    for (let y = down(top); y < up(bottom, height); y += BLOCK) {
      const [left, right] = extentOf(region, width, y / height, (y + BLOCK) / height);
      const [from, to] = [down(left), up(right, width)];
      const end = Math.min(height, y + BLOCK);
      for (let row = y; row < end && from < to; row++) mask.fill(255, row * width + from, row * width + to);
    }
  }
  return mask;
}

/** Left and right end, in pixels, of what the region covers of the rows between two heights. */
function extentOf({ form, x, y, ...region }: HiddenRegion, width: number, from: number, to: number): [number, number] {
  const [half, middle] = [region.width / 2, x + region.width / 2];
  let reach = half;
  if (form === 'ellipse') {
    const centre = y + region.height / 2;
    // The row that is widest: the one nearest to the middle.
    const off = (Math.min(Math.max(centre, from), to) - centre) / (region.height / 2);
    reach = half * Math.sqrt(Math.max(0, 1 - off * off));
  }
  return [(middle - reach) * width, (middle + reach) * width];
}
