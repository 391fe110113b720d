import { create } from 'qrcode';
import { qrPath, qrSide } from '../../../../../shared/qr-path.ts';
import {
  add,
  artifact,
  CONTENT_WIDTH,
  draw,
  heightOf,
  INK,
  need,
  PAGE,
  type Pdf,
  type Structure,
  type TextStyle,
} from './pdf-document.ts';
import { type ContentHashes, qrText, shortHash } from './printed-hash.ts';
import type { SheetText } from './sheet-text.ts';

/** 30 mm: modules of half a millimetre, which a telephone reads off a copy of a copy. */
const SIDE = 84;
const SPACE = 12;
const LEFT = PAGE.side + SIDE + 12;
const COLUMN = { x: LEFT, width: CONTENT_WIDTH - SIDE - 12 } as const;
const WORDS: TextStyle = { ...COLUMN, size: 8, color: INK.dim };
const HASH: TextStyle = { ...COLUMN, size: 9.5 };

/** What stands at the end of a sheet. */
export interface SheetEnd {
  readonly number: string;
  /** Null in a preview, which has the room and not the hashes: they are known when everything is made. */
  readonly hashes: ContentHashes | null;
  /** What else every sheet says, beside the code. */
  readonly sentences: readonly string[];
  readonly text: SheetText;
}

/** Points that the end of a sheet takes. */
export function endHeight(doc: Pdf, end: SheetEnd): number {
  const height = linesOf(end).reduce((sum, [text, style]) => sum + heightOf(doc, text, style), 0);
  return Math.max(SIDE, height) + SPACE;
}

/** Draws the hashes that tie the paper to its files, with a QR code that holds them whole. */
export function drawEnd(doc: Pdf, root: Structure, end: SheetEnd): void {
  need(doc, endHeight(doc, end));
  const { number, hashes, text } = end;
  const top = doc.y + SPACE;
  if (hashes === null) drawRoom(doc, top);
  else drawCode(doc, root, top, qrText(number, hashes), text.t('hashes.code'));
  doc.y = top;
  for (const [line, style] of linesOf(end)) add(doc, root, 'P', () => draw(doc, line, style));
  doc.y = Math.max(doc.y, top + SIDE);
}

const linesOf = ({ hashes, sentences, text: { t } }: SheetEnd): [text: string, style: TextStyle][] => [
  ...(hashes === null ? [[t('hashes.preview'), WORDS] as [string, TextStyle]] : hashLines(hashes, t)),
  ...sentences.map((each): [string, TextStyle] => [each, WORDS]),
];

const hashLines = ({ exhibit, contents }: ContentHashes, t: SheetText['t']): [string, TextStyle][] => [
  [`${t('hashes.exhibit')}: ${shortHash(exhibit)}`, HASH],
  [`${t('hashes.contents')}: ${shortHash(contents)}`, HASH],
  [t('hashes.how'), WORDS],
];

function drawRoom(doc: Pdf, top: number): void {
  artifact(doc, () => {
    doc.rect(PAGE.side, top, SIDE, SIDE).lineWidth(0.5).strokeColor(INK.line).stroke();
  });
}

function drawCode(doc: Pdf, root: Structure, top: number, text: string, alt: string): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const figure = doc.struct('Figure', { alt }, () => {
    doc
      .save()
      .translate(PAGE.side, top)
      .scale(SIDE / qrSide(modules));
    doc.path(qrPath(modules)).fill('#000000').restore();
  });
  root.add(figure);
}
