import { type AnnotationShape, isRedaction, type NoteShape, type RedactionShape } from '../../../shared/annotation.ts';
import { drawNotes } from '../../../shared/annotation-drawing.ts';
import { changesIn, isShownAt, type PtsOf } from '../../../shared/annotation-motion.ts';
import { type RgbaPicture, regionsAt } from '../../../shared/hide-pixels.ts';
import { redactionLayers } from '../../../shared/redaction-look.ts';
import { redactionMask } from '../../../shared/redaction-mask.ts';
import type { BurnLayer } from './burn-graph.ts';
import { type Burning, notesOf } from './burn-picture.ts';
import { type ClipPictures, squareWidth } from './clip-picture.ts';
import { type DrawnFrame, overlayFilm } from './overlay-film.ts';
import { pngOf } from './png-writer.ts';

/** Writes a file that ffmpeg is to read, and answers its path. */
export type WriteFilm = (name: string, parts: AsyncIterable<Uint8Array>) => Promise<string>;

export interface FilmRequest {
  readonly pictures: ClipPictures;
  readonly burning: Burning;
  readonly write: WriteFilm;
  /** The pictures of these frames after their redactions, in the size of the index, for what shows them enlarged. */
  readonly hiddenPictures: (frames: readonly number[]) => AsyncIterable<RgbaPicture>;
}

/**
 * Makes the films that are burnt into a clip: a mask for each way of hiding, then the notes. Each has a picture for
 * every frame at which what it shows changes, at that frame's time in the clip.
 */
export async function makeFilms(request: FilmRequest): Promise<BurnLayer[]> {
  const { pictures, burning, write } = request;
  const layers: BurnLayer[] = [];
  for (const { look, shapes } of redactionLayers(burning.shapes.filter(isRedaction), pictures.index)) {
    const name = `mask-${layers.length + 1}.mov`;
    layers.push({
      name,
      look,
      path: await write(name, overlayFilm(pictures, pictures.index, masks(pictures, shapes))),
    });
  }
  const notes = notesOf(burning.shapes);
  if (notes.length > 0) {
    const name = 'notes.mov';
    layers.push({
      name,
      look: null,
      path: await write(name, overlayFilm(pictures, pictures.index, drawings(request, notes))),
    });
  }
  return layers;
}

const ptsIn =
  ({ index }: ClipPictures): PtsOf =>
  (n) =>
    index.pts[n] ?? 0;

async function* masks(pictures: ClipPictures, shapes: readonly RedactionShape[]): AsyncGenerator<DrawnFrame> {
  const { first, last } = pictures;
  const { width, height } = pictures.index;
  const ptsOf = ptsIn(pictures);
  // A mask changes where its shapes move, not with the pictures below them, and so does a solid one.
  const moving = shapes.map((shape): AnnotationShape => ({ ...shape, kind: 'solid', colour: 'black' }));
  for (const n of changesIn(moving, first, last, ptsOf)) {
    const pixels = redactionMask(regionsAt(shapes, n, ptsOf), width, height);
    yield { n, png: await pngOf({ pixels, width, height, channels: 1 }) };
  }
}

async function* drawings(
  { pictures, burning, hiddenPictures }: FilmRequest,
  shapes: readonly NoteShape[],
): AsyncGenerator<DrawnFrame> {
  const { first, last, index } = pictures;
  const { width, height } = index;
  const ptsOf = ptsIn(pictures);
  const square = squareWidth(pictures);
  const [canvas, source] = [burning.openCanvas(width, height), burning.openCanvas(width, height)];
  const empty = new Uint8Array(width * height * 4);
  const frames = changesIn(shapes, first, last, ptsOf);
  const lenses = shapes.filter(({ kind }) => kind === 'magnifier');
  const isEnlarged = (n: number) => lenses.some((lens) => isShownAt(lens, n));
  const enlarged = hiddenPictures(frames.filter(isEnlarged))[Symbol.asyncIterator]();
  for (const n of frames) {
    const shown = isEnlarged(n) ? await enlarged.next() : null;
    if (shown?.done === false) source.put(shown.value.pixels);
    canvas.put(empty);
    canvas.ctx.save();
    // Notes are laid out for square pixels and stored in those of the recording.
    canvas.ctx.scale(width / square, 1);
    const picture = shown?.done === false ? { image: source.image, width, height } : null;
    drawNotes(canvas.ctx, { shapes, n, ptsOf, width: square, height, picture });
    canvas.ctx.restore();
    yield { n, png: await pngOf({ pixels: canvas.pixels(), width, height, channels: 4 }) };
  }
}
