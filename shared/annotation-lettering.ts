import type { AnnotationStyle, NoteShape } from './annotation.ts';
import { drawnText } from './annotation-letters.ts';
import { colourOf, contrastOf, pixels, type Sheet, strokeWithRim } from './annotation-pen.ts';

/** The bundled font; both sides must have it loaded under this name before they draw. */
export const ANNOTATION_FONT = 'Inter';
const LINE_HEIGHT = 1.25;

type Of<K extends NoteShape['kind']> = Extract<NoteShape, { kind: K }>;
type KeyOf<K extends NoteShape['kind']> = Of<K>['keys'][number];

export function drawText<P>(sheet: Sheet<P>, { text, size, style }: Of<'text'>, { x, y }: KeyOf<'text'>): void {
  const [left, top] = [x * sheet.width, y * sheet.height];
  drawLines(sheet, text, style, { left, top, size, room: sheet.width - left });
}

/** A disc with its number, a line to what it points to, and its text on the side that has more room. */
export function drawCallout<P>(sheet: Sheet<P>, shape: Of<'callout'>, key: KeyOf<'callout'>): void {
  const { ctx, width, height } = sheet;
  const { style, size, number, text } = shape;
  const [x, y] = [key.x * width, key.y * height];
  const letters = pixels(sheet, size);
  const radius = letters * 0.85;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(key.tipX * width, key.tipY * height);
  strokeWithRim(sheet, style);
  ctx.beginPath();
  ctx.ellipse(x, y, radius, radius, 0, 0, 2 * Math.PI);
  strokeWithRim(sheet, style);
  ctx.fillStyle = colourOf(style.colour);
  ctx.fill();
  setFont(sheet, number > 99 ? letters * 0.7 : letters);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = contrastOf(style.colour);
  ctx.fillText(String(number), x, y);
  if (text === '') return;
  const gap = radius + letters * 0.4;
  const onRight = key.x <= 0.5;
  const room = (onRight ? width - x : x) - gap;
  drawLines(sheet, text, style, { left: onRight ? x + gap : 0, top: y - letters * 0.6, size, room, onRight });
}

interface Place {
  /** Edge that the lines begin at, in pixels; they end `room` further. */
  readonly left: number;
  readonly top: number;
  readonly room: number;
  readonly size: number;
  /** Whether lines begin at the left edge of the room, as is usual, or end at its right one. */
  readonly onRight?: boolean;
}

function drawLines<P>(sheet: Sheet<P>, text: string, style: AnnotationStyle, place: Place): void {
  const { ctx } = sheet;
  const { left, top, room, onRight = true } = place;
  const letters = pixels(sheet, place.size);
  setFont(sheet, letters);
  ctx.textBaseline = 'middle';
  ctx.textAlign = onRight ? 'left' : 'right';
  const edge = onRight ? left : left + room;
  for (const [at, line] of wrapped(sheet, text, room).entries()) {
    const middle = top + letters * (at * LINE_HEIGHT + 0.6);
    if (middle - letters > sheet.height) return;
    if (style.filled) drawPlate(sheet, style, line, { edge, middle, letters, onRight });
    else drawRim(sheet, style, line, edge, middle, letters);
    ctx.fillStyle = colourOf(style.colour);
    ctx.fillText(line, edge, middle);
  }
}

function setFont<P>({ ctx }: Sheet<P>, letters: number): void {
  ctx.font = `600 ${letters}px ${ANNOTATION_FONT}`;
}

function drawRim<P>(
  { ctx }: Sheet<P>,
  { colour }: AnnotationStyle,
  line: string,
  x: number,
  y: number,
  letters: number,
) {
  ctx.lineJoin = 'round';
  ctx.lineWidth = Math.max(2, letters * 0.14);
  ctx.strokeStyle = contrastOf(colour);
  ctx.strokeText(line, x, y);
}

interface PlateLine {
  readonly edge: number;
  readonly middle: number;
  readonly letters: number;
  readonly onRight: boolean;
}

function drawPlate<P>({ ctx }: Sheet<P>, { colour }: AnnotationStyle, line: string, at: PlateLine): void {
  const { edge, middle, letters, onRight } = at;
  const { width } = ctx.measureText(line);
  const side = letters * 0.2;
  ctx.fillStyle = contrastOf(colour);
  ctx.fillRect((onRight ? edge : edge - width) - side, middle - letters * 0.65, width + 2 * side, letters * 1.3);
}

/** Lines that fit the room: as written, else broken between words, else within a word. */
function wrapped<P>({ ctx }: Sheet<P>, text: string, room: number): string[] {
  const fits = (line: string): boolean => ctx.measureText(line).width <= room;
  return text.split(/\r\n|\r|\n/).flatMap((written) => {
    const lines: string[] = [];
    let line = '';
    for (const part of drawnText(written)
      .split(/(?<= )/u)
      .flatMap((word) => (fits(word) ? [word] : [...word]))) {
      if (line !== '' && !fits((line + part).trimEnd())) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += part;
    }
    return [...lines, line.trimEnd()];
  });
}
