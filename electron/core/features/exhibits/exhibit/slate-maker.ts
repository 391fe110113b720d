import sharp from 'sharp';
import type { NoteShape } from '../../../../../shared/annotation.ts';
import { drawNotes } from '../../../../../shared/annotation-drawing.ts';
import type { OpenCanvas } from '../../../media/picture-canvas.ts';
import type { Recipe } from '../bundle/bundle-schema.ts';
import { placeText, recordedText, violationTexts } from '../print/exhibit-rows.ts';
import { grouped } from '../print/sheet-text.ts';
import { wallClockTexts } from '../print/wall-clock-row.ts';
import type { ExhibitFacts } from './exhibit-record.ts';
import { labelOf } from './presented-schema.ts';
import type { Maker } from './sheet-maker.ts';

export const SLATE_FILE = 'slate.png';
const WIDTH = 1920;
const HEIGHT = 1080;
const LEFT = 0.06;
/** Longest text of a line on it; the sheet has all of it. */
const MOST = 280;

/** One text of the plate, its top and its height of letters in thousandths of the plate's height. */
interface Line {
  readonly text: string;
  readonly top: number;
  readonly size: number;
}

/**
 * A plate that says which exhibit follows, to be shown before the clip and never part of it. It states no more than the
 * sheet of the same profile does. PNG, 1920 × 1080, the same bytes for the same exhibit.
 */
export async function slatePng(facts: ExhibitFacts, maker: Maker, openCanvas: OpenCanvas): Promise<Uint8Array> {
  const canvas = openCanvas(WIDTH, HEIGHT);
  canvas.ctx.fillStyle = '#101014';
  canvas.ctx.fillRect(0, 0, WIDTH, HEIGHT);
  const shapes = linesOf(facts, maker).map(shapeOf);
  drawNotes(canvas.ctx, { shapes, n: 0, ptsOf: (n) => n, width: WIDTH, height: HEIGHT, picture: null });
  const raw = { width: WIDTH, height: HEIGHT, channels: 4 } as const;
  return sharp(canvas.pixels(), { raw }).removeAlpha().png().toBuffer();
}

export const slateRecipe = ({ source }: ExhibitFacts, { versions, text, profile }: Maker): Recipe => ({
  tools: { aigaq: versions.aigaq, canvas: versions.canvas, sharp: versions.sharp },
  input: { ORIGINAL: source.sha256 },
  options: { lang: text.lang, profile, form: 'plate with what the sheet states, no part of the recording' },
});

function linesOf(facts: ExhibitFacts, { text }: Maker): Line[] {
  const { t } = text;
  return [
    { text: t('exhibit', { number: labelOf(facts) }), top: 70, size: 110 },
    { text: facts.title, top: 220, size: 52 },
    { text: violationTexts(facts, text).join('; '), top: 390, size: 32 },
    { text: placeText(facts, text), top: 490, size: 32 },
    { text: wallClockTexts(facts, text)[0] ?? recordedText(facts, text), top: 590, size: 32 },
    { text: spanText(facts, text.t), top: 690, size: 32 },
    { text: `${t('slate.original')}: ${grouped(facts.source.sha256)}`, top: 770, size: 24 },
    { text: t('slate.separate'), top: 920, size: 26 },
  ].map((line) => ({ ...line, text: shortened(line.text) }));
}

/** Grouping spaces of numbers and days are no letters of the bundled font's list. */
function shortened(text: string): string {
  const plain = text.replace(/[\u00a0\u202f\u2009]/g, ' ');
  return plain.length > MOST ? `${[...plain].slice(0, MOST - 1).join('')}…` : plain;
}

function spanText({ in: first, out: last, mark }: ExhibitFacts, t: Maker['text']['t']): string {
  if (first !== null && last !== null) {
    return t('slate.frames', { first: String(first.n), last: String(last.n), count: String(last.n - first.n + 1) });
  }
  return mark.page === null ? '' : t('slate.page', { page: String(mark.page) });
}

const shapeOf = ({ text, top, size }: Line, at: number): NoteShape => ({
  ...{ id: `line-${at}`, locked: false, kind: 'text', text, size },
  style: { colour: 'white', width: 2, filled: false },
  keys: [{ x: LEFT, y: top / 1000 }],
});
