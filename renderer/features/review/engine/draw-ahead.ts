import { drawPicture, type PixelSize } from './draw-picture.ts';
import type { StagePicture } from './picture-desk.ts';

/** A picture drawn for a certain size on the screen. */
interface Drawing {
  readonly picture: StagePicture;
  readonly size: string;
  readonly canvas: OffscreenCanvas;
}

const sizeOf = ({ width, height }: PixelSize): string => `${width}×${height}`;

/**
 * Draws the picture that a step would show next while nothing else is to be done: turning planes into RGB takes most of
 * a step's time where no graphics processor does it.
 */
export class DrawAhead {
  #canvas: OffscreenCanvas | null = null;
  #drawing: Drawing | null = null;
  #task = 0;

  /** Draws it as soon as the page is idle, unless another one is wanted by then. */
  prepare(picture: StagePicture, full: PixelSize, shown: PixelSize): void {
    cancelIdleCallback(this.#task);
    const size = sizeOf(shown);
    if (this.#drawing?.picture === picture && this.#drawing.size === size) return;
    this.#task = requestIdleCallback(() => {
      this.#canvas ??= new OffscreenCanvas(1, 1);
      this.#drawing = null;
      try {
        drawPicture(this.#canvas, picture, full, shown);
        this.#drawing = { picture, size, canvas: this.#canvas };
      } catch {
        // The picture was given back in the meantime; nobody waits for this.
      }
    });
  }

  /** Puts the picture on the canvas, from what was drawn ahead when it is this one. */
  draw(canvas: HTMLCanvasElement, picture: StagePicture, full: PixelSize, shown: PixelSize): void {
    const ready = this.#drawing;
    if (ready === null || ready.picture !== picture || ready.size !== sizeOf(shown)) {
      drawPicture(canvas, picture, full, shown);
      return;
    }
    const { width, height } = ready.canvas;
    drawPicture(canvas, { ...picture, image: ready.canvas, turn: 0, width, height }, full, shown);
  }

  stop(): void {
    cancelIdleCallback(this.#task);
    this.#drawing = null;
  }
}
