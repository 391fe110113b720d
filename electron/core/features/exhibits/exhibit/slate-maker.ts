import sharp from 'sharp';
import { ANNOTATION_FONT } from '../../../../../shared/annotation-lettering.ts';
import type { OpenCanvas, PictureCanvas } from '../../../media/picture-canvas.ts';
import { placeText, recordedText, violationTexts } from '../print/exhibit-rows.ts';
import { grouped } from '../print/sheet-text.ts';
import { wallClockTexts } from '../print/wall-clock-row.ts';
import type { Recipe } from '../schema/bundle-schema.ts';
import type { ExhibitFacts } from '../schema/exhibit-facts.ts';
import { labelOf } from '../schema/presented-schema.ts';
import type { Maker } from './maker.ts';
import { type SlateBlock, slateRows } from './slate-layout.ts';

export const SLATE_FILE = 'slate.png';
const WIDTH = 1920;
const HEIGHT = 1080;
/** Free at the left and at the right, in pixels. */
const SIDE = 115;

/**
 * A plate that says which exhibit follows, to be shown before the clip and never part of it. It states no more than the
 * sheet of the same profile does. PNG, 1920 × 1080, the same bytes for the same exhibit.
 */
export async function slatePng(facts: ExhibitFacts, maker: Maker, openCanvas: OpenCanvas): Promise<Uint8Array> {
  const canvas = openCanvas(WIDTH, HEIGHT);
  canvas.ctx.fillStyle = '#101014';
  canvas.ctx.fillRect(0, 0, WIDTH, HEIGHT);
  drawBlocks(canvas.ctx, blocksOf(facts, maker));
  const raw = { width: WIDTH, height: HEIGHT, channels: 4 } as const;
  return sharp(canvas.pixels(), { raw }).removeAlpha().png().toBuffer();
}

export const slateRecipe = ({ source }: ExhibitFacts, { versions, text, profile }: Maker): Recipe => ({
  tools: { aigaq: versions.aigaq, canvas: versions.canvas, sharp: versions.sharp },
  input: { ORIGINAL: source.sha256 },
  options: { lang: text.lang, profile, form: 'plate with what the sheet states, no part of the recording' },
});

function blocksOf(facts: ExhibitFacts, { text }: Maker): SlateBlock[] {
  const { t } = text;
  const usual = [[32, 2]] as const;
  return [
    { text: t('exhibit', { number: labelOf(facts) }), top: 70, sizes: [110, 80, 56].map((letters) => [letters, 1]) },
    // A title has up to 500 characters; the sheet has all of them.
    {
      text: facts.title,
      top: 220,
      sizes: [
        [52, 2],
        [40, 3],
      ],
    },
    { text: violationTexts(facts, text).join('; '), top: 390, sizes: usual },
    { text: placeText(facts, text), top: 490, sizes: usual },
    { text: wallClockTexts(facts, text)[0] ?? recordedText(facts, text), top: 590, sizes: usual },
    { text: spanText(facts, t), top: 690, sizes: [[32, 1]] },
    { text: `${t('slate.original')}: ${grouped(facts.source.sha256)}`, top: 770, sizes: [[24, 2]] },
    { text: t('slate.separate'), top: 920, sizes: [[26, 2]] },
  ];
}

function drawBlocks(ctx: PictureCanvas['ctx'], blocks: readonly SlateBlock[]): void {
  const scale = HEIGHT / 1000;
  const setFont = (letters: number) => {
    ctx.font = `600 ${letters * scale}px ${ANNOTATION_FONT}`;
  };
  const widthOf = (text: string, letters: number): number => {
    setFont(letters);
    return ctx.measureText(text).width / scale;
  };
  ctx.fillStyle = '#ffffff';
  ctx.textBaseline = 'middle';
  for (const { text, letters, middle } of blocks.flatMap((one) =>
    slateRows(one, (WIDTH - 2 * SIDE) / scale, widthOf),
  )) {
    setFont(letters);
    ctx.fillText(text, SIDE, middle * scale);
  }
}

function spanText({ in: first, out: last, mark }: ExhibitFacts, t: Maker['text']['t']): string {
  if (first !== null && last !== null) {
    return t('slate.frames', { first: String(first.n), last: String(last.n), count: String(last.n - first.n + 1) });
  }
  return mark.page === null ? '' : t('slate.page', { page: String(mark.page) });
}
