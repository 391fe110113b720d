import sharp from 'sharp';
import { ANNOTATION_FONT } from '../../../../../shared/annotation-lettering.ts';
import { drawnText } from '../../../../../shared/annotation-letters.ts';
import { plainSpaces } from '../../../../../shared/visible-text.ts';
import type { PairShape } from '../../../media/pair-film.ts';
import type { OpenCanvas } from '../../../media/picture-canvas.ts';
import { pngOf } from '../../../media/png-writer.ts';

const PAPER = '#ffffff';
const INK = '#1b1c1e';
const DIM = '#5c6066';
const DARK = '#26282b';
const LIGHT = '#f2f3f4';
/** Pixels that a number needs to be read, however narrow the page is. */
const LEAST_PAPER = 320;
const LEAST_NUMBER = 8;

type Context = ReturnType<OpenCanvas>['ctx'];

interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly most: number;
  readonly colour: string;
  readonly weight?: 400 | 600;
  readonly align?: 'left' | 'center' | 'right';
}

/** One line; letters that no bundled font has are drawn as their numbers, and what is too long ends in an ellipsis. */
function drawLine(ctx: Context, { text, x, y, size, most, colour, weight = 400, align = 'left' }: Line): void {
  ctx.font = `${weight} ${size}px ${ANNOTATION_FONT}`;
  ctx.textAlign = align;
  ctx.textBaseline = 'middle';
  ctx.fillStyle = colour;
  let letters = [...drawnText(plainSpaces(text))];
  if (ctx.measureText(letters.join('')).width > most) {
    while (letters.length > 0 && ctx.measureText(`${letters.join('')}…`).width > most) letters = letters.slice(0, -1);
    letters.push('…');
  }
  ctx.fillText(letters.join(''), x, y);
}

/** Names above both halves, and a sentence where the second one shows nothing. Transparent where pictures come. */
export async function pairLabels(
  open: OpenCanvas,
  { width, height, strip }: PairShape,
  words: { readonly own: string; readonly other: string; readonly none: string },
): Promise<{ readonly png: Buffer; readonly width: number; readonly height: number }> {
  const size = { width: 2 * width, height: height + strip };
  const { ctx, pixels } = open(size.width, size.height);
  ctx.clearRect(0, 0, size.width, size.height);
  ctx.fillStyle = DARK;
  ctx.fillRect(0, 0, size.width, strip);
  ctx.fillRect(width, strip, width, height);
  const letters = Math.max(11, Math.min(18, Math.round(width / 28)));
  const name = { y: strip / 2, size: letters, most: width - 24, colour: LIGHT, weight: 600 } as const;
  drawLine(ctx, { ...name, text: words.own, x: 12 });
  drawLine(ctx, { ...name, text: words.other, x: width + 12 });
  const middle = { x: width * 1.5, y: strip + height / 2, most: width - 24, align: 'center' } as const;
  drawLine(ctx, { ...middle, text: words.none, size: letters, colour: LIGHT });
  return { png: await pngOf({ pixels: pixels(), ...size, channels: 4 }), ...size };
}

/** Size of letters at which a line is as wide as it may be, and no less than `least`. */
function fittingSize(
  ctx: Context,
  { text, size, most, weight }: Pick<Line, 'text' | 'size' | 'most' | 'weight'>,
  least: number,
): number {
  ctx.font = `${weight} ${size}px ${ANNOTATION_FONT}`;
  const { width } = ctx.measureText(drawnText(plainSpaces(text)));
  return Math.max(least, Math.min(size, (size * most) / Math.max(1, width)));
}

/**
 * The picture of a page with a margin above that carries the exhibit's number; nothing is drawn over the page itself.
 * A narrow page lies at the left of wider paper, and a long number is smaller: its end is what tells it from others.
 */
export async function stampedPage(
  open: OpenCanvas,
  page: Uint8Array,
  words: { readonly label: string; readonly what: string },
): Promise<Uint8Array> {
  const { width: pageWidth, height } = await sharp(page).metadata();
  const width = Math.max(pageWidth, LEAST_PAPER);
  // A long screenshot is many times as high as it is wide; letters that go by its height alone would not fit.
  const margin = Math.max(28, Math.round(Math.min(2 * width, Math.max(width, height)) * 0.045));
  const { ctx, pixels } = open(width, margin);
  ctx.fillStyle = PAPER;
  ctx.fillRect(0, 0, width, margin);
  const inset = Math.round(margin * 0.35);
  const size = Math.round(margin * 0.5);
  drawLine(ctx, { text: words.what, x: inset, y: margin / 2, size: size * 0.7, most: width * 0.5, colour: DIM });
  const label = { text: words.label, size, most: width * 0.4, weight: 600 } as const;
  const fitting = fittingSize(ctx, label, Math.max(LEAST_NUMBER, size * 0.4));
  drawLine(ctx, { ...label, size: fitting, x: width - inset, y: margin / 2, align: 'right', colour: INK });
  ctx.fillStyle = INK;
  const rule = Math.max(1, Math.round(margin / 24));
  ctx.fillRect(0, margin - rule, width, rule);
  const stamp = { input: Buffer.from(pixels()), raw: { width, height: margin, channels: 4 as const }, top: 0, left: 0 };
  const grown = await sharp(page)
    .extend({ top: margin, right: width - pageWidth, background: PAPER })
    .png()
    .toBuffer();
  return sharp(grown).composite([stamp]).png().toBuffer();
}
