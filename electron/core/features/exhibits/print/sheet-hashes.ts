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
const LEFT = PAGE.side + SIDE + 12;
const COLUMN = { x: LEFT, width: CONTENT_WIDTH - SIDE - 12 } as const;
const WORDS: TextStyle = { ...COLUMN, size: 8, color: INK.dim };
const HASH: TextStyle = { ...COLUMN, size: 9.5 };

/**
 * The end of a sheet: the hashes that tie the paper to its files, with a QR code that holds them whole, and beside it
 * what else every sheet says. A preview has the room and not the hashes: they are known when everything is made.
 */
export function drawEnd(
  doc: Pdf,
  root: Structure,
  number: string,
  hashes: ContentHashes | null,
  sentences: readonly string[],
  { t }: SheetText,
): void {
  const lines: [text: string, style: TextStyle][] = [
    ...(hashes === null ? [] : hashLines(hashes, t)),
    ...sentences.map((each): [string, TextStyle] => [each, WORDS]),
  ];
  if (hashes === null) lines.unshift([t('hashes.preview'), WORDS]);
  const height = lines.reduce((sum, [text, style]) => sum + heightOf(doc, text, style), 0);
  need(doc, Math.max(SIDE, height) + 12);
  const top = doc.y + 12;
  if (hashes === null) drawRoom(doc, top);
  else drawCode(doc, root, top, qrText(number, hashes), t('hashes.code'));
  doc.y = top;
  for (const [text, style] of lines) add(doc, root, 'P', () => draw(doc, text, style));
  doc.y = Math.max(doc.y, top + SIDE);
}

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
