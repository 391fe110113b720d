import { type BurnInLayout, drawBurnIn, layoutBurnIn } from '../../../shared/burn-in-drawing.ts';
import type { WriteFilm } from './burn-films.ts';
import type { BurnLayer } from './burn-graph.ts';
import { type ClipPictures, squareWidth } from './clip-picture.ts';
import { type DrawnFrame, overlayFilm } from './overlay-film.ts';
import type { OpenCanvas } from './picture-canvas.ts';
import { pngOf } from './png-writer.ts';

/** Name of the film in the exhibit's folder. */
export const BURN_IN_FILM = 'burn-in.mov';

/** What each picture of a clip is to say of itself. */
export interface BurnInText {
  /** Texts for source frame n with this PTS, as many for every frame and of much the same length. */
  textsOf(n: number, pts: number): readonly string[];
}

interface BurnInRequest {
  readonly pictures: ClipPictures;
  readonly text: BurnInText;
  readonly openCanvas: OpenCanvas;
  readonly write: WriteFilm;
}

const even = (value: number): number => 2 * Math.ceil(value / 2);

/** Rows that the plate takes at the foot of a picture, both even: whole samples of chroma. */
export function plateOn(layout: BurnInLayout, pictureHeight: number): { y: number; height: number } {
  const height = even(layout.height);
  const top = pictureHeight - height;
  return { y: top - (top % 2), height };
}

/**
 * Makes the film of a clip's burnt-in texts: one small picture for each frame, of the plate alone and not of the whole
 * frame, so that a minute of film takes a second. Null where the recording's pictures are too small for letters, or
 * change in size, which begins ffmpeg's filters and with them their clock anew.
 */
export async function burnInLayer({ pictures, text, openCanvas, write }: BurnInRequest): Promise<BurnLayer | null> {
  const { index, first, last } = pictures;
  if ((index.shapes?.length ?? 0) > 1) return null;
  const square = squareWidth(pictures);
  const picture = { width: square, height: index.height };
  const widest = text.textsOf(last, index.pts[last] ?? 0);
  const layout = layoutBurnIn(openCanvas(1, 1).ctx, widest, picture);
  if (layout === null) return null;
  // Texts are laid out for square pixels and stored in those of the recording, in whole samples of chroma.
  const stretch = index.width / square;
  const width = Math.min(index.width, even(layout.width * stretch));
  const { y, height } = plateOn(layout, index.height);
  const canvas = openCanvas(width, height);
  const empty = new Uint8Array(width * height * 4);
  const drawn = async (n: number): Promise<Buffer> => {
    canvas.put(empty);
    canvas.ctx.save();
    canvas.ctx.scale(stretch, height / layout.height);
    drawBurnIn(canvas.ctx, layout, text.textsOf(n, index.pts[n] ?? 0));
    canvas.ctx.restore();
    return pngOf({ pixels: canvas.pixels(), width, height, channels: 4 });
  };
  const frames = async function* (): AsyncGenerator<DrawnFrame> {
    for (let n = first; n <= last; n++) yield { n, png: await drawn(n) };
  };
  const path = await write(BURN_IN_FILM, overlayFilm(pictures, { width, height }, frames()));
  return { name: BURN_IN_FILM, look: null, path, at: { x: 0, y } };
}
