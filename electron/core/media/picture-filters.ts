/** swscale's exact arithmetic and full chroma resolution, so that two machines give the same pixels. */
export const SCALE_FLAGS = 'bicubic+accurate_rnd+full_chroma_int+full_chroma_inp';

/** Upright picture with square pixels: the height is kept and the width scaled by the sample aspect ratio. */
export const SQUARE_PIXELS = `scale=w='max(1,round(iw*sar))':h=ih:flags=${SCALE_FLAGS},setsar=1`;

/** As SQUARE_PIXELS, but no wider than `maxWidth`; the shape is kept. */
export function squarePixelsWithin(maxWidth: number): string {
  const width = `max(1,min(${maxWidth},round(iw*sar)))`;
  const height = `max(1,round(ih*min(1,${maxWidth}/(iw*sar))))`;
  return `scale=w='${width}':h='${height}':flags=${SCALE_FLAGS},setsar=1`;
}

/** The two fields that an interlaced picture is woven from: its even lines (counted from 0), or its odd ones. */
export type Field = 'top' | 'bottom';

/** How a picture is wanted for looking at. */
export interface PictureLook {
  /** Widest that it may be; null for its own size. */
  readonly maxWidth: number | null;
  /** One field alone, each of its lines doubled; null for the whole picture. */
  readonly field: Field | null;
}

/** The filters from a decoded picture to one that can be looked at: upright, square pixels, no wider than wanted. */
export function lookFilters({ maxWidth, field }: PictureLook): string {
  const size = maxWidth === null ? SQUARE_PIXELS : squarePixelsWithin(maxWidth);
  return field === null ? size : `field=type=${field},scale=w=iw:h=2*ih:flags=neighbor,setsar=sar/2,${size}`;
}
