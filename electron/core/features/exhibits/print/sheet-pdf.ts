import type { ExhibitFacts } from '../schema/exhibit-facts.ts';
import { labelOf } from '../schema/presented-schema.ts';
import {
  factRows,
  hasUncheckedLabel,
  type RowContext,
  signatureText,
  stampsOf,
  violationTexts,
} from './exhibit-rows.ts';
import {
  add,
  artifact,
  CONTENT_WIDTH,
  draw,
  finish,
  heightOf,
  INK,
  need,
  newPdf,
  PAGE,
  type Pdf,
  type PdfOptions,
  type Structure,
  widthOf,
} from './pdf-document.ts';
import { drawRows } from './pdf-rows.ts';
import { writtenTexts } from './presented-rows.ts';
import type { ContentHashes } from './printed-hash.ts';
import { drawEnd, endHeight } from './sheet-hashes.ts';
import type { ToolVersions } from './tool-versions.ts';

/** A picture for a sheet: JPEG bytes with their size in pixels, and what it shows. */
export interface SheetPicture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly caption: string;
  /** Whether it has a row of its own. */
  readonly wide?: boolean;
}

export interface SheetInput {
  readonly resourcesDir: string;
  readonly versions: ToolVersions;
  readonly facts: ExhibitFacts;
  readonly context: RowContext;
  /** Of the key that signs the bundle. */
  readonly fingerprint: string;
  readonly pictures: readonly SheetPicture[];
  /** Null in a preview, where the files of the bundle are not made. */
  readonly hashes: ContentHashes | null;
}

const GAP = 10;
/** A PDF/A states a day; this one, the first that clocks of computers know, says nothing. */
const NO_DAY = 0;
/** Leaves room for everything that a usual exhibit states on one page. */
const PICTURE_HEIGHT = 172;
/** What pictures may have instead where a second page would hold little. */
const SMALLER_HEIGHTS = [128, 96] as const;
/** What a second page may hold for that: the end, a row, and what smaller pictures make room for. */
const LITTLE = 200;

/** The exhibit's own sheet: what it is, what it shows, where it comes from and how to check it. */
export async function sheetPdf(input: SheetInput): Promise<{ pdf: Uint8Array; pages: number }> {
  const options = optionsOf(input);
  const whole = laidOut(input, options, PICTURE_HEIGHT);
  return finish((isLittleTooLong(whole) ? onOnePage(input, options) : null) ?? whole, options);
}

const pagesOf = (doc: Pdf): number => doc.bufferedPageRange().count;
const isLittleTooLong = (doc: Pdf): boolean => pagesOf(doc) === 2 && doc.y < PAGE.top + LITTLE;

/** The sheet on one page with the largest pictures that allow it; null when none do. */
function onOnePage(input: SheetInput, options: PdfOptions): Pdf | null {
  for (const height of SMALLER_HEIGHTS) {
    const doc = laidOut(input, options, height);
    if (pagesOf(doc) === 1) return doc;
  }
  return null;
}

function optionsOf({ facts, context: { text }, resourcesDir, versions }: SheetInput): PdfOptions {
  const exhibit = text.t('exhibit', { number: labelOf(facts) });
  return {
    resourcesDir,
    versions,
    lang: text.lang,
    title: exhibit,
    // The sheet says nothing of the day it was printed, so that the same exhibit gives the same bytes.
    date: new Date(facts.mark.createdAt ?? NO_DAY),
    header: `${exhibit} · ${facts.title}`,
    footer: (page, pages) => `${exhibit} · ${text.t('page', { page, pages })}`,
  };
}

/** The sheet with pictures of at most this height, its headers and footers still to be written. */
function laidOut(
  { facts, context, fingerprint, pictures, hashes }: SheetInput,
  options: PdfOptions,
  pictureHeight: number,
): Pdf {
  const { text, profile } = context;
  const doc = newPdf(options);
  const root = doc.struct('Document');
  doc.addStructure(root);
  drawHead(doc, root, facts, context);
  drawPictures(doc, root, pictures, pictureHeight);
  for (const each of writtenTexts(facts, text)) {
    add(doc, root, 'P', () =>
      draw(doc, each.text, { size: each.quiet ? 8.5 : 10.5, color: each.quiet ? INK.dim : INK.text }),
    );
    doc.y += each.quiet ? 2 : 6;
  }
  if (facts.mark.note?.trim()) {
    add(doc, root, 'P', () => draw(doc, facts.mark.note ?? '', { size: 10.5 }));
    doc.y += 12;
  }
  const sentences = [...(profile === 'public' ? [text.t('withheld')] : []), text.t('statement')];
  const end = { number: facts.number, hashes, sentences, text };
  const signature = { label: text.t('row.signature'), lines: [{ text: signatureText(fingerprint, text) }] };
  drawRows(doc, root, [...factRows(facts, context), signature], { size: 9.5, below: endHeight(doc, end) });
  drawEnd(doc, root, end);
  root.end();
  return doc;
}

function drawHead(doc: Pdf, root: Structure, facts: ExhibitFacts, { text }: RowContext): void {
  const boxStyle = { font: 'semibold', size: 13 } as const;
  const label = labelOf(facts);
  const boxWidth = Math.max(38, widthOf(doc, label, boxStyle) + 22);
  const boxLeft = PAGE.width - PAGE.side - boxWidth;
  const top = PAGE.top;
  artifact(doc, () => {
    doc.rect(boxLeft, top, boxWidth, 28).lineWidth(1.4).strokeColor(INK.box).stroke();
  });
  add(doc, root, 'P', () => {
    const inset = (boxWidth - widthOf(doc, label, boxStyle)) / 2;
    draw(doc, label, { ...boxStyle, x: boxLeft + inset, width: boxWidth }, top + 6);
  });
  doc.y = top;
  const width = CONTENT_WIDTH - boxWidth - 16;
  const { group } = facts;
  if (group !== undefined) {
    add(doc, root, 'P', () => {
      draw(doc, text.t('section', { title: group }), { size: 9.5, color: INK.dim, gap: 3, width });
    });
  }
  add(doc, root, 'H1', () => draw(doc, facts.title, { font: 'semibold', size: 18, gap: 2, width }));
  doc.y = Math.max(doc.y, top + 30) + 2;
  for (const violation of violationTexts(facts, text)) {
    add(doc, root, 'P', () => draw(doc, violation, { size: 10.5, color: INK.dim }));
  }
  if (hasUncheckedLabel(facts, text)) {
    add(doc, root, 'P', () => draw(doc, text.t('unchecked'), { size: 8, color: INK.dim }));
  }
  for (const stamp of stampsOf(facts, text)) drawStamp(doc, root, stamp);
  doc.y += 12;
}

/** A framed line that nobody overlooks. */
export function drawStamp(doc: Pdf, root: Structure, stamp: string): void {
  const style = { font: 'semibold', size: 11, color: INK.stamp, x: PAGE.side + 10, width: CONTENT_WIDTH - 20 } as const;
  const height = heightOf(doc, stamp, style) + 12;
  need(doc, height + 8);
  doc.y += 8;
  const top = doc.y;
  artifact(doc, () => {
    doc.rect(PAGE.side, top, CONTENT_WIDTH, height).lineWidth(1.4).strokeColor(INK.stamp).stroke();
  });
  add(doc, root, 'P', () => draw(doc, stamp, style, top + 7));
  doc.y = top + height;
}

function drawPictures(doc: Pdf, root: Structure, pictures: readonly SheetPicture[], most: number): void {
  const narrow = pictures.filter(({ wide }) => wide !== true);
  drawRow(doc, root, narrow, most);
  for (const picture of pictures) if (picture.wide === true) drawRow(doc, root, [picture], most);
}

/** One picture, or two beside each other, at most so high. */
function drawRow(doc: Pdf, root: Structure, pictures: readonly SheetPicture[], most: number): void {
  const [first] = pictures;
  if (first === undefined) return;
  const alone = first.wide === true ? 1 : first.width > first.height ? 0.75 : 0.5;
  const column = pictures.length > 1 ? (CONTENT_WIDTH - GAP) / 2 : CONTENT_WIDTH * alone;
  const fitted = pictures.map((picture) => {
    const scale = Math.min(column / picture.width, most / picture.height);
    return { picture, width: picture.width * scale, height: picture.height * scale };
  });
  const row = Math.max(...fitted.map(({ height }) => height));
  need(doc, row + 24);
  const top = doc.y;
  let below = top;
  for (const [index, { picture, width, height }] of fitted.entries()) {
    const x = PAGE.side + index * (column + GAP);
    const figure = doc.struct('Figure', { alt: picture.caption }, () => {
      doc.image(Buffer.from(picture.jpeg), x, top, { width, height });
    });
    root.add(figure);
    // White paper on white paper needs an edge.
    artifact(doc, () => {
      doc.rect(x, top, width, height).lineWidth(0.5).strokeColor(INK.line).stroke();
    });
    add(doc, root, 'P', () => draw(doc, picture.caption, { size: 8, color: INK.dim, x, width: column }, top + row + 4));
    below = Math.max(below, doc.y);
  }
  doc.y = below + 12;
}
