import type { PixelSize } from './draw-picture.ts';
import type { Turn } from './picture-desk.ts';

/** A picture to be made ready for drawing, beside the page. The frame is given away. */
export interface DrawingRequest {
  readonly id: number;
  readonly frame: VideoFrame;
  readonly turn: Turn;
  /** Upright size of the picture in square pixels, and how large it is shown, in pixels of the screen. */
  readonly full: PixelSize;
  readonly shown: PixelSize;
}

/** The same picture upright and in the size of the screen; null when it could not be made so. The page closes it. */
export interface DrawingReply {
  readonly id: number;
  readonly drawing: VideoFrame | null;
}
