import type { RedactionShape } from '../../../shared/annotation.ts';
import { inPixels, outline } from '../../../shared/annotation-pen.ts';
import type { Region } from '../../../shared/mark.ts';
import type { Size } from '../viewer/zoom-geometry.ts';

/** Distance of two stripes and their width, in CSS pixels. */
const STRIPES = { apart: 9, width: 2 } as const;
const TINT = 0.22;

interface Hatched {
  readonly shape: RedactionShape;
  readonly region: Region;
}

/** Where a redaction lies, hatched so that what it will hide can still be judged while editing. */
export function drawHatch(
  ctx: CanvasRenderingContext2D,
  size: Size,
  { shape, region }: Hatched,
  colour: string,
  ratio: number,
): void {
  const box = inPixels(size, region);
  ctx.save();
  ctx.beginPath();
  outline(ctx, shape.form, box);
  ctx.save();
  ctx.clip();
  ctx.fillStyle = colour;
  ctx.globalAlpha = TINT;
  ctx.fillRect(box.x, box.y, box.width, box.height);
  ctx.globalAlpha = 0.9;
  ctx.strokeStyle = colour;
  ctx.lineWidth = STRIPES.width * ratio;
  ctx.beginPath();
  const step = STRIPES.apart * ratio;
  // Stripes belong to the picture and not to the shape, so that they do not crawl while it is moved.
  for (let at = Math.floor((box.x + box.y) / step) * step; at < box.x + box.width + box.y + box.height; at += step) {
    ctx.moveTo(at - box.y, box.y);
    ctx.lineTo(at - box.y - box.height, box.y + box.height);
  }
  ctx.stroke();
  ctx.restore();
  ctx.beginPath();
  outline(ctx, shape.form, box);
  ctx.strokeStyle = colour;
  ctx.lineWidth = STRIPES.width * ratio;
  ctx.stroke();
  ctx.restore();
}
