import { type AnnotationShape, isRedaction, type NoteShape } from './annotation.ts';
import { drawMagnifier, drawSpotlights, type SourcePicture } from './annotation-lenses.ts';
import { drawCallout, drawText } from './annotation-lettering.ts';
import { geometryAt, type PtsOf, shownAt } from './annotation-motion.ts';
import {
  colourOf,
  type DrawingContext,
  inPixels,
  outline,
  pixels,
  type Sheet,
  strokeWithRim,
  tint,
} from './annotation-pen.ts';
import { assertNever } from './assert-never.ts';

/** What is drawn on a canvas of `width` × `height` pixels that covers the whole upright picture. */
export interface DrawnFrame<P> {
  /** All annotations of the mark; those that hide are passed over, see below. */
  readonly shapes: readonly AnnotationShape[];
  /** Number of the frame; of no meaning on a page. */
  readonly n: number;
  readonly ptsOf: PtsOf;
  readonly width: number;
  readonly height: number;
  /** The frame itself **after its redactions**: a magnifier must not show what was hidden. Null while it is not there. */
  readonly picture: SourcePicture<P> | null;
}

/** A shape and where it is at the frame. */
type Placed = {
  [K in NoteShape['kind']]: { readonly shape: Of<K>; readonly key: Of<K>['keys'][number] };
}[NoteShape['kind']];
type Of<K extends NoteShape['kind']> = Extract<NoteShape, { kind: K }>;
type LineKey = Of<'line'>['keys'][number];

/**
 * Draws the notes of one frame over what the canvas shows already: spotlights first, because they darken, then the rest
 * in the order of the list. Redactions change the picture itself and are no part of this. The context is left as it was.
 */
export function drawNotes<P>(ctx: DrawingContext<P>, frame: DrawnFrame<P>): void {
  const { shapes, n, ptsOf, width, height, picture } = frame;
  const sheet: Sheet<P> = { ctx, width, height };
  const notes = shapes.filter((shape): shape is NoteShape => !isRedaction(shape));
  const placed = shownAt(notes, n).map((shape) => ({ shape, key: geometryAt(shape, n, ptsOf) }) as Placed);
  const lights = placed.filter(
    (one): one is Extract<Placed, { shape: Of<'spotlight'> }> => one.shape.kind === 'spotlight',
  );
  drawSpotlights(sheet, lights);
  for (const one of placed) {
    ctx.save();
    drawNote(sheet, one, picture);
    ctx.restore();
  }
}

function drawNote<P>(sheet: Sheet<P>, placed: Placed, picture: SourcePicture<P> | null): void {
  const { shape, key } = placed as { shape: NoteShape; key: never };
  switch (shape.kind) {
    case 'arrow':
      drawArrow(sheet, shape, key);
      return;
    case 'line':
      drawLine(sheet, shape, key);
      return;
    case 'box':
    case 'ellipse':
      drawClosed(sheet, shape, key);
      return;
    case 'freehand':
      drawFreehand(sheet, shape, key);
      return;
    case 'text':
      drawText(sheet, shape, key);
      return;
    case 'callout':
      drawCallout(sheet, shape, key);
      return;
    case 'magnifier':
      drawMagnifier(sheet, shape, key, picture);
      return;
    case 'spotlight':
      // Drawn before all others.
      return;
    default:
      assertNever(shape);
  }
}

function drawLine<P>(sheet: Sheet<P>, { style }: Of<'line'>, { x1, y1, x2, y2 }: LineKey): void {
  const { ctx, width, height } = sheet;
  ctx.beginPath();
  ctx.moveTo(x1 * width, y1 * height);
  ctx.lineTo(x2 * width, y2 * height);
  strokeWithRim(sheet, style);
}

/** Length of an arrow's head in widths of its line, and half its breadth. */
const HEAD = { length: 5, half: 2.2, leastPixels: 8 } as const;

/** A line and a head whose point is exactly at the second end. */
function drawArrow<P>(sheet: Sheet<P>, { style }: Of<'arrow'>, { x1, y1, x2, y2 }: LineKey): void {
  const { ctx, width, height } = sheet;
  const [startX, startY, tipX, tipY] = [x1 * width, y1 * height, x2 * width, y2 * height];
  const whole = Math.hypot(tipX - startX, tipY - startY);
  if (whole === 0) return;
  const [alongX, alongY] = [(tipX - startX) / whole, (tipY - startY) / whole];
  const length = Math.min(whole, Math.max(HEAD.leastPixels, pixels(sheet, style.width) * HEAD.length));
  const half = (length * HEAD.half) / HEAD.length;
  const [neckX, neckY] = [tipX - alongX * length, tipY - alongY * length];
  ctx.beginPath();
  ctx.moveTo(startX, startY);
  ctx.lineTo(neckX, neckY);
  strokeWithRim(sheet, style);
  ctx.beginPath();
  ctx.moveTo(tipX, tipY);
  ctx.lineTo(neckX - alongY * half, neckY + alongX * half);
  ctx.lineTo(neckX + alongY * half, neckY - alongX * half);
  ctx.closePath();
  strokeWithRim(sheet, { ...style, width: Math.min(style.width, 2) });
  ctx.fillStyle = colourOf(style.colour);
  ctx.fill();
}

function drawClosed<P>(sheet: Sheet<P>, shape: Of<'box'> | Of<'ellipse'>, key: Of<'box'>['keys'][number]): void {
  sheet.ctx.beginPath();
  outline(sheet.ctx, shape.kind, inPixels(sheet, key));
  if (shape.style.filled) tint(sheet, shape.style);
  strokeWithRim(sheet, shape.style);
}

function drawFreehand<P>(sheet: Sheet<P>, { style }: Of<'freehand'>, { points }: Of<'freehand'>['keys'][number]): void {
  const { ctx, width, height } = sheet;
  ctx.beginPath();
  for (const [at, [x, y]] of points.entries()) {
    if (at === 0) ctx.moveTo(x * width, y * height);
    else ctx.lineTo(x * width, y * height);
  }
  strokeWithRim(sheet, style);
}
