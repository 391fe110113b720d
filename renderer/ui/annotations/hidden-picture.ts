import { type AnnotationShape, isRedaction, type NoteShape } from '../../../shared/annotation.ts';
import { drawNotes } from '../../../shared/annotation-drawing.ts';
import type { SourcePicture } from '../../../shared/annotation-lenses.ts';
import { type PtsOf, shownAt } from '../../../shared/annotation-motion.ts';
import { hidePixels } from '../../../shared/hide-pixels.ts';
import type { Size } from '../viewer/zoom-geometry.ts';
import { drawTaken, type TakenPicture } from './taken-picture.ts';

/** A picture and what is drawn on it. */
export interface BurntFrame {
  readonly taken: TakenPicture;
  /** Upright size in which it is burnt. */
  readonly size: Size;
  readonly shapes: readonly AnnotationShape[];
  readonly ptsOf: PtsOf;
}

/** A picture with what is hidden of it hidden, and the frame that it really is. */
export interface HiddenFrame extends SourcePicture<CanvasImageSource> {
  readonly n: number;
}

/** How many frames off an uncompared player was ever found to be: see use-video-player.ts, which looks as far. */
const MAY_BE_OFF = 2;

const notesOf = (shapes: readonly AnnotationShape[]): NoteShape[] =>
  shapes.filter((shape): shape is NoteShape => !isRedaction(shape));

/** The picture without what is hidden of it, in a canvas of its own: by the code that hides it in what is exported. */
export class HiddenPicture {
  readonly #canvas = document.createElement('canvas');
  readonly #burnt = document.createElement('canvas');

  /**
   * The picture with the redactions of the frame that it is; valid until the next call. Null where it cannot be said
   * which frame that is, and where the browser gives no canvas.
   */
  hidden({ taken, size, shapes, ptsOf }: BurntFrame): HiddenFrame | null {
    const { width, height } = size;
    const ctx = sized(this.#canvas, size);
    const n = ctx && drawTaken(ctx, taken, size);
    if (ctx === null || n === null) return null;
    const redactions = shapes.filter(isRedaction);
    const numbers = taken.certain ? [n] : Array.from({ length: 2 * MAY_BE_OFF + 1 }, (_, at) => n - MAY_BE_OFF + at);
    const hiding = numbers.filter((each) => shownAt(redactions, each).length > 0);
    if (hiding.length > 0) {
      const pixels = ctx.getImageData(0, 0, width, height);
      const picture = { pixels: new Uint8Array(pixels.data.buffer), width, height };
      // All of them: how coarse a pattern is depends on its shape alone, whether it is shown now or not.
      for (const each of hiding) hidePixels(picture, redactions, each, ptsOf);
      ctx.putImageData(pixels, 0, 0);
    }
    return { image: this.#canvas, width, height, n };
  }

  /** The picture as it will be burnt: redactions in its pixels, notes over them. */
  burnt(frame: BurntFrame): { readonly image: HTMLCanvasElement; readonly n: number } | null {
    const picture = this.hidden(frame);
    const ctx = picture && sized(this.#burnt, frame.size);
    if (picture === null || ctx === null) return null;
    const { shapes, ptsOf, size } = frame;
    const { n } = picture;
    ctx.drawImage(this.#canvas, 0, 0);
    drawNotes(ctx, { shapes: notesOf(shapes), n, ptsOf, ...size, picture });
    return { image: this.#burnt, n };
  }
}

function sized(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D | null {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  ctx?.clearRect(0, 0, width, height);
  return ctx;
}
