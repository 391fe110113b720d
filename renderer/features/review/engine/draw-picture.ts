import type { StagePicture, Turn } from './picture-desk.ts';

/** Size in pixels of the screen. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** What can be drawn upright: a picture, or a drawing of one. */
interface Drawable extends PixelSize {
  readonly image: StagePicture['image'];
  readonly turn: Turn;
}

/** How much smaller a picture is drawn than it is; 1 where it is shown larger. */
export const scaleOf = (full: PixelSize, shown: PixelSize): number =>
  Math.min(1, Math.max(shown.width / full.width, shown.height / full.height));

/** Pixels of the canvas. */
export function drawnSize(full: PixelSize, shown: PixelSize): PixelSize {
  const scale = scaleOf(full, shown);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(full.width), height: side(full.height) };
}

/**
 * Draws a picture upright and with square pixels. The canvas gets as many pixels as the stage shows of it, `shown`, but
 * not more than the picture has: `full` is its upright size in square pixels. Where it is not made smaller, every pixel
 * is drawn as it is.
 */
export function drawPicture(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  { image, turn, width, height }: Drawable,
  full: PixelSize,
  shown: PixelSize,
): void {
  const scale = scaleOf(full, shown);
  // A picture that the core made smaller is not blown up again, and a drawing is copied.
  const { width: w, height: h } = image instanceof VideoFrame ? drawnSize(full, shown) : { width, height };
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = canvas.getContext('2d', { alpha: false }) as Context | null;
  if (context === null) return;
  const lying = turn === 90 || turn === 270;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.imageSmoothingEnabled = scale < 1 || full.width !== (lying ? height : width);
  context.imageSmoothingQuality = 'medium';
  context.translate(w / 2, h / 2);
  context.rotate((turn * Math.PI) / 180);
  const [across, down] = lying ? [h, w] : [w, h];
  context.drawImage(image, -across / 2, -down / 2, across, down);
}

/** What both kinds of canvas draw with. */
type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
