import { ANNOTATION_FONT } from './annotation-lettering.ts';
import { drawnText } from './annotation-letters.ts';
import type { DrawingContext } from './annotation-pen.ts';

/**
 * A plate at the lower left corner of the picture, with texts in rows. All numbers are pixels of the picture with
 * square pixels, x and y from the plate's own corner.
 */
export interface BurnInLayout {
  readonly width: number;
  readonly height: number;
  /** Height of the letters. */
  readonly letters: number;
  /** Where each text begins, and the middle of its row. */
  readonly places: readonly { readonly x: number; readonly middle: number }[];
}

/** Letters take this share of the picture's height, and the plate at most that one. */
const LETTERS_SHARE = 0.028;
const MOST_SHARE = 0.16;
const USUAL_LETTERS = 10;
const LEAST_LETTERS = 7;
const ROW = 1.4;
const SIDE = 0.5;
const GAP = 1.1;
/** Lets what lies below be guessed, and is dark enough for white letters on snow (contrast above 7:1). */
const PLATE_ALPHA = 0.72;

const setFont = <P>(ctx: DrawingContext<P>, letters: number): void => {
  ctx.font = `600 ${letters}px ${ANNOTATION_FONT}`;
};

/**
 * The plate for texts as wide as these, the same for all pictures of a clip, so that it does not tremble. Digits are
 * taken as zeros, the widest of them. Null where the picture is too small: then nothing is burnt in.
 */
export function layoutBurnIn<P>(
  ctx: DrawingContext<P>,
  texts: readonly string[],
  picture: { readonly width: number; readonly height: number },
): BurnInLayout | null {
  const widest = texts.map((text) => drawnText(text).replace(/\d/g, '0'));
  const usual = Math.max(USUAL_LETTERS, Math.round(picture.height * LETTERS_SHARE));
  for (let letters = usual; letters >= LEAST_LETTERS; letters--) {
    const layout = rowsOf(ctx, widest, letters, picture.width);
    if (layout !== null && layout.height <= picture.height * MOST_SHARE) return layout;
  }
  return null;
}

/** Texts one after the other, in a new row where one does not fit any more; null where one fits into no row. */
function rowsOf<P>(
  ctx: DrawingContext<P>,
  texts: readonly string[],
  letters: number,
  room: number,
): BurnInLayout | null {
  setFont(ctx, letters);
  const side = letters * SIDE;
  const places: { x: number; middle: number }[] = [];
  let [x, row, width] = [side, 0, 0];
  for (const text of texts) {
    const wide = Math.ceil(ctx.measureText(text).width);
    if (wide + 2 * side > room) return null;
    if (x > side && x + wide + side > room) [x, row] = [side, row + 1];
    places.push({ x, middle: letters * ROW * (row + 0.5) });
    width = Math.max(width, x + wide + side);
    x += wide + letters * GAP;
  }
  return { letters, places, width: Math.ceil(width), height: Math.ceil(letters * ROW * (row + 1)) };
}

/** Draws the plate with the texts of one picture. The context is left as it was. */
export function drawBurnIn<P>(ctx: DrawingContext<P>, layout: BurnInLayout, texts: readonly string[]): void {
  ctx.save();
  ctx.globalAlpha = PLATE_ALPHA;
  ctx.fillStyle = '#000000';
  ctx.fillRect(0, 0, layout.width, layout.height);
  ctx.globalAlpha = 1;
  setFont(ctx, layout.letters);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = '#ffffff';
  for (const [at, { x, middle }] of layout.places.entries()) ctx.fillText(drawnText(texts[at] ?? ''), x, middle);
  ctx.restore();
}
