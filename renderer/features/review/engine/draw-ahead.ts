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
 * Draws the pictures that the next steps would show while nothing else is to be done: turning planes into RGB takes most
 * of a step's time where no graphics processor does it. One picture per idle moment, the most likely one first.
 */
export class DrawAhead {
  #drawings: Drawing[] = [];
  #task = 0;

  /** Draws them as soon as the page is idle, unless others are wanted by then. What is not among them is forgotten. */
  prepare(pictures: readonly StagePicture[], full: PixelSize, shown: PixelSize): void {
    cancelIdleCallback(this.#task);
    const size = sizeOf(shown);
    const spare = this.#drawings.filter((drawing) => !(drawing.size === size && pictures.includes(drawing.picture)));
    this.#drawings = this.#drawings.filter((drawing) => !spare.includes(drawing));
    const missing = pictures.filter((picture) => this.#drawn(picture, size) === undefined);
    const next = () => {
      const picture = missing.shift();
      if (picture === undefined) return;
      this.#task = requestIdleCallback(() => {
        this.#drawOne(picture, spare.pop()?.canvas ?? new OffscreenCanvas(1, 1), full, shown);
        next();
      });
    };
    next();
  }

  /** Puts the picture on the canvas, from what was drawn ahead when it is there. */
  draw(canvas: HTMLCanvasElement, picture: StagePicture, full: PixelSize, shown: PixelSize): void {
    const ready = this.#drawn(picture, sizeOf(shown));
    if (ready === undefined) {
      drawPicture(canvas, picture, full, shown);
      return;
    }
    const { width, height } = ready.canvas;
    drawPicture(canvas, { ...picture, image: ready.canvas, turn: 0, width, height }, full, shown);
  }

  stop(): void {
    cancelIdleCallback(this.#task);
    this.#drawings = [];
  }

  #drawn(picture: StagePicture, size: string): Drawing | undefined {
    return this.#drawings.find((drawing) => drawing.picture === picture && drawing.size === size);
  }

  #drawOne(picture: StagePicture, canvas: OffscreenCanvas, full: PixelSize, shown: PixelSize): void {
    try {
      drawPicture(canvas, picture, full, shown);
      this.#drawings.push({ picture, size: sizeOf(shown), canvas });
    } catch {
      // The picture was given back in the meantime; nobody waits for this.
    }
  }
}
