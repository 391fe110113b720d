import { type AnnotationShape, isRedaction, type NoteShape } from '../../../shared/annotation.ts';
import { drawNotes } from '../../../shared/annotation-drawing.ts';
import type { SourcePicture } from '../../../shared/annotation-lenses.ts';
import { type PtsOf, shownAt } from '../../../shared/annotation-motion.ts';
import { hidePixels } from '../../../shared/hide-pixels.ts';
import type { Size } from '../viewer/zoom-geometry.ts';

/** A frame and what is drawn on it. */
export interface BurntFrame {
  readonly image: CanvasImageSource;
  /** Upright size in which it is burnt. */
  readonly size: Size;
  readonly shapes: readonly AnnotationShape[];
  readonly n: number;
  readonly ptsOf: PtsOf;
}

const notesOf = (shapes: readonly AnnotationShape[]): NoteShape[] =>
  shapes.filter((shape): shape is NoteShape => !isRedaction(shape));

/** The picture without what is hidden of it, in a canvas of its own: by the code that hides it in what is exported. */
export class HiddenPicture {
  readonly #canvas = document.createElement('canvas');
  readonly #burnt = document.createElement('canvas');

  /** The frame with its redactions; valid until the next call. Null where the browser gives no canvas. */
  hidden({ image, size, shapes, n, ptsOf }: BurntFrame): SourcePicture<CanvasImageSource> | null {
    const { width, height } = size;
    const ctx = sized(this.#canvas, size);
    if (ctx === null) return null;
    ctx.drawImage(image, 0, 0, width, height);
    const redactions = shownAt(shapes.filter(isRedaction), n);
    if (redactions.length > 0) {
      const pixels = ctx.getImageData(0, 0, width, height);
      const bytes = new Uint8Array(pixels.data.buffer);
      // All of them: how coarse a pattern is depends on its shape alone, whether it is shown now or not.
      hidePixels({ pixels: bytes, width, height }, shapes.filter(isRedaction), n, ptsOf);
      ctx.putImageData(pixels, 0, 0);
    }
    return { image: this.#canvas, width, height };
  }

  /** The frame as it will be burnt: redactions in its pixels, notes over them. */
  burnt(frame: BurntFrame): HTMLCanvasElement | null {
    const picture = this.hidden(frame);
    const ctx = sized(this.#burnt, frame.size);
    if (picture === null || ctx === null) return null;
    const { shapes, n, ptsOf, size } = frame;
    ctx.drawImage(this.#canvas, 0, 0);
    drawNotes(ctx, { shapes: notesOf(shapes), n, ptsOf, ...size, picture });
    return this.#burnt;
  }
}

function sized(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D | null {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  ctx?.clearRect(0, 0, width, height);
  return ctx;
}
