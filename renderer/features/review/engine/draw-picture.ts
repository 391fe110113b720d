import type { StagePicture, Turn } from './picture-desk.ts';

/** Size in pixels of the screen. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** What can be drawn upright; a picture, or one that has been drawn before. */
interface Drawable extends PixelSize {
  readonly image: StagePicture['image'] | OffscreenCanvas;
  readonly turn: Turn;
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
  const scale = Math.min(1, Math.max(shown.width / full.width, shown.height / full.height));
  // A picture that the core made smaller is not blown up again, and one that was drawn before is copied.
  const own = !(image instanceof VideoFrame);
  const w = own ? width : Math.max(1, Math.round(full.width * scale));
  const h = own ? height : Math.max(1, Math.round(full.height * scale));
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
