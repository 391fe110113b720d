import type { Size } from '../viewer/zoom-geometry.ts';

/** What is on the screen at this moment. */
export interface TakenPicture {
  readonly image: CanvasImageSource;
  /** The frame that `image` holds now. A player goes on by itself, also while it is being looked at. */
  number(): number | null;
  /** A player shows it. */
  readonly runs: boolean;
  /** False as long as a player's numbers were not compared with the index: it may show a neighbour. */
  readonly certain: boolean;
}

/** The picture that annotations are drawn over. */
export interface ShownPicture {
  /** Upright size in which it is burnt, in pixels. */
  readonly size: Size;
  /** What is on the screen while the reader stands at n; null while another picture stands in for it. */
  take(n: number): TakenPicture | null;
  subscribe(listener: () => void): () => void;
}

/** A player that changes its picture so often while it is drawn is given up for this time. */
const TRIES = 3;

/** Draws it and answers which frame was drawn: looked at before and after, so that it is the frame's own number. */
export function drawTaken(ctx: CanvasRenderingContext2D, taken: TakenPicture, { width, height }: Size): number | null {
  for (let left = TRIES; left > 0; left -= 1) {
    const before = taken.number();
    if (before === null) return null;
    ctx.drawImage(taken.image, 0, 0, width, height);
    if (taken.number() === before) return before;
  }
  return null;
}
