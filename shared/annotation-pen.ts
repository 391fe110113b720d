import type { AnnotationColour, AnnotationStyle } from './annotation.ts';

/**
 * What the drawing uses of the Canvas 2D API. The page's `CanvasRenderingContext2D` and the core's canvas both have it,
 * so that a preview and a burnt-in picture come from the same code.
 */
export interface DrawingContext<P> {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  globalAlpha: number;
  font: string;
  textAlign: string;
  textBaseline: string;
  save(): void;
  restore(): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  ellipse(x: number, y: number, rx: number, ry: number, turn: number, start: number, end: number): void;
  clip(rule?: 'evenodd' | 'nonzero'): void;
  stroke(): void;
  fill(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  strokeText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
  drawImage(
    image: P,
    ...[sx, sy, sw, sh, dx, dy, dw, dh]: [number, number, number, number, number, number, number, number]
  ): void;
}

/** A canvas in pixels and the scale of the picture on it. */
export interface Sheet<P> {
  readonly ctx: DrawingContext<P>;
  readonly width: number;
  readonly height: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Clear on footage of any brightness together with the rim around every stroke; told apart also when seen in grey. */
const COLOURS: Readonly<Record<AnnotationColour, string>> = {
  red: '#e5383b',
  amber: '#ffb000',
  yellow: '#ffe14d',
  green: '#3ecf6e',
  cyan: '#35c8e8',
  blue: '#3b82f6',
  white: '#ffffff',
  black: '#000000',
};
const DARK: readonly AnnotationColour[] = ['red', 'blue', 'black'];

export const colourOf = (name: AnnotationColour): string => COLOURS[name];

/** What stands out from a colour: the rim of a stroke, the number on a disc. */
export const contrastOf = (name: AnnotationColour): string => (DARK.includes(name) ? '#ffffff' : '#000000');

/** Thousandths of the picture's height as pixels, never less than one. */
export const pixels = ({ height }: { readonly height: number }, thousandths: number): number =>
  Math.max(1, (thousandths * height) / 1000);

/** A region in fractions as pixels. */
export const inPixels = (sheet: { width: number; height: number }, { x, y, width, height }: Rect): Rect => ({
  x: x * sheet.width,
  y: y * sheet.height,
  width: width * sheet.width,
  height: height * sheet.height,
});

/** Begins a path along the edge of a rectangle, or of the ellipse in it. */
export function outline<P>(ctx: DrawingContext<P>, form: 'box' | 'ellipse', { x, y, width, height }: Rect): void {
  if (form === 'box') ctx.rect(x, y, width, height);
  else ctx.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
}

const RIM = 0.6;

/** Strokes the path that is there, with a rim that sets it off from whatever lies below. */
export function strokeWithRim<P>({ ctx, height }: Sheet<P>, { colour, width }: AnnotationStyle): void {
  const line = pixels({ height }, width);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.globalAlpha = RIM;
  ctx.strokeStyle = contrastOf(colour);
  ctx.lineWidth = line + Math.max(2, line * 0.6);
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colourOf(colour);
  ctx.lineWidth = line;
  ctx.stroke();
}

const TINT = 0.25;

/** Fills the path that is there with a tint through which the picture can still be seen. */
export function tint<P>({ ctx }: Sheet<P>, { colour }: AnnotationStyle): void {
  ctx.globalAlpha = TINT;
  ctx.fillStyle = colourOf(colour);
  ctx.fill();
  ctx.globalAlpha = 1;
}
