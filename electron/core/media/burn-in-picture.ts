import sharp from 'sharp';
import { drawBurnIn, layoutBurnIn } from '../../../shared/burn-in-drawing.ts';
import { type BurnInText, plateOn } from './burn-in-film.ts';
import type { DecodedIndex } from './decoded-index.ts';
import type { OpenCanvas } from './picture-canvas.ts';

interface BurnInPicture {
  readonly index: Pick<DecodedIndex, 'pts' | 'shapes'>;
  readonly text: BurnInText;
  /** The picture's own frame, and the last one of the clip, after which the plate is laid out. */
  readonly first: number;
  readonly last: number;
}

/**
 * A still (PNG, square pixels) with the texts that its picture has in the clip, at the same place; null where the clip
 * goes without them, as {@link burnInLayer} says.
 */
export async function burnInPicture(
  png: Uint8Array,
  { index: { pts, shapes }, text, first, last }: BurnInPicture,
  openCanvas: OpenCanvas,
): Promise<Buffer | null> {
  if ((shapes?.length ?? 0) > 1) return null;
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const canvas = openCanvas(width, height);
  const layout = layoutBurnIn(canvas.ctx, text.textsOf(last, pts[last] ?? 0), { width, height });
  if (layout === null) return null;
  const plate = plateOn(layout, height);
  canvas.put(data);
  canvas.ctx.save();
  canvas.ctx.translate(0, plate.y);
  canvas.ctx.scale(1, plate.height / layout.height);
  drawBurnIn(canvas.ctx, layout, text.textsOf(first, pts[first] ?? 0));
  canvas.ctx.restore();
  const raw = { width, height, channels: 4 } as const;
  return sharp(canvas.pixels(), { raw }).removeAlpha().png().toBuffer();
}
