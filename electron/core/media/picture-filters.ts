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
