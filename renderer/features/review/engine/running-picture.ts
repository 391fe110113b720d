import type { StagePicture } from './picture-desk.ts';

/** Draws a picture of a review copy; those are upright already. */
export function drawRunning(canvas: HTMLCanvasElement, { n, image, width, height }: StagePicture): void {
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  canvas.dataset.frame = String(n);
}
