import sharp from 'sharp';
import { type AnnotationShape, isRedaction, type NoteShape, type SoundRedaction } from '../../../shared/annotation.ts';
import { drawNotes } from '../../../shared/annotation-drawing.ts';
import { type PtsOf, shownAt } from '../../../shared/annotation-motion.ts';
import { hidePixels, type RgbaPicture } from '../../../shared/hide-pixels.ts';
import type { OpenCanvas } from './picture-canvas.ts';

/** What is burnt into what leaves the library, and the canvas that notes are drawn on. */
export interface Burning {
  readonly shapes: readonly AnnotationShape[];
  readonly silenced: readonly SoundRedaction[];
  readonly openCanvas: OpenCanvas;
}

export const notesOf = (shapes: readonly AnnotationShape[]): NoteShape[] =>
  shapes.filter((shape): shape is NoteShape => !isRedaction(shape));

/**
 * The picture of frame n, given as PNG with square pixels, with its redactions and notes burnt in; of a page n means
 * nothing. Pixels that no shape touches stay as they are.
 */
export async function burnPicture(
  png: Uint8Array,
  { shapes, openCanvas }: Pick<Burning, 'shapes' | 'openCanvas'>,
  n = 0,
  ptsOf: PtsOf = (frame) => frame,
): Promise<Buffer> {
  const { hasAlpha } = await sharp(png).metadata();
  const { data, info } = await sharp(png)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture: RgbaPicture = { pixels: data, width: info.width, height: info.height };
  hidePixels(picture, shapes.filter(isRedaction), n, ptsOf);
  const notes = shownAt(notesOf(shapes), n);
  const pixels = notes.length === 0 ? data : drawnOver(picture, notes, n, ptsOf, openCanvas);
  const raw = { width: info.width, height: info.height, channels: 4 } as const;
  const burnt = sharp(pixels, { raw });
  return (hasAlpha ? burnt : burnt.removeAlpha()).png().toBuffer();
}

function drawnOver(picture: RgbaPicture, shapes: readonly NoteShape[], n: number, ptsOf: PtsOf, open: OpenCanvas) {
  const { pixels, width, height } = picture;
  const [canvas, source] = [open(width, height), open(width, height)];
  canvas.put(pixels);
  source.put(pixels);
  drawNotes(canvas.ctx, { shapes, n, ptsOf, width, height, picture: { image: source.image, width, height } });
  return canvas.pixels();
}
