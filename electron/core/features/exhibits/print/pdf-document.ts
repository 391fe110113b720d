import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { namedCharacter, visibleLines } from '../../../../../shared/visible-text.ts';
import type { ToolVersions } from './tool-versions.ts';

export type Pdf = PDFKit.PDFDocument;
export type Structure = PDFKit.PDFStructureElement;
export type FontName = 'regular' | 'semibold' | 'mono';

/** Points of 1/72 inch on A4. */
export const PAGE = { width: 595.28, height: 841.89, side: 54, top: 54, bottom: 60 } as const;
export const CONTENT_WIDTH = PAGE.width - 2 * PAGE.side;
export const INK = { text: '#18181b', dim: '#5c5c66', line: '#d4d4d8', stamp: '#b4500b', box: '#18181b' } as const;

export interface PdfOptions {
  readonly resourcesDir: string;
  readonly versions: ToolVersions;
  readonly lang: string;
  /** Metadata title. Never holds text of a person: pdfkit puts it into XMP without escaping. */
  readonly title: string;
  readonly date: Date;
  /** Text at the top of every page but the first, and at the foot of all, given the page's number and their count. */
  readonly header: string;
  readonly footer: (page: number, pages: number) => string;
}

/** What pdfkit passes to the shaping engine: an object switches features off, its type knows only lists of names. */
const SHAPING = { calt: false, liga: false, clig: false, dlig: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];

/** fontkit reads past the end of a font whose last glyph is empty; zeros behind the file are part of no table. */
const fontFile = (resourcesDir: string, name: string): Buffer =>
  Buffer.concat([readFileSync(join(resourcesDir, 'fonts', name)), Buffer.alloc(64)]);

/**
 * A tagged A4 document in PDF/A-2b form with embedded fonts. Contextual alternates are off: they would draw "1x2" as
 * "1×2", and what is drawn (and found by a search) must be what was written.
 */
export function newPdf(options: PdfOptions): Pdf {
  const producer = `Aigaq ${options.versions.aigaq} (pdfkit ${options.versions.pdfkit})`;
  const doc = new PDFDocument({
    size: 'A4',
    margins: { left: PAGE.side, right: PAGE.side, top: PAGE.top, bottom: PAGE.bottom },
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    tagged: true,
    lang: options.lang,
    displayTitle: true,
    bufferPages: true,
    info: { Title: options.title, Creator: 'Aigaq', Producer: producer, CreationDate: options.date },
  });
  doc.registerFont('regular', fontFile(options.resourcesDir, 'Inter-Regular.ttf'));
  doc.registerFont('semibold', fontFile(options.resourcesDir, 'Inter-SemiBold.ttf'));
  doc.registerFont('mono', fontFile(options.resourcesDir, 'JetBrainsMono-Regular.ttf'));
  doc.font('regular').fillColor(INK.text);
  return doc;
}

interface FontWithGlyphs {
  readonly font?: { hasGlyphForCodePoint(code: number): boolean };
}

/**
 * The text as it can be drawn: line ends kept, and what is not seen, turns the direction or is not in the current font
 * told by its number, as it is on pictures.
 */
export function drawable(doc: Pdf, text: string): string {
  const current = (doc as unknown as { _font: FontWithGlyphs })._font.font;
  return visibleLines(text.normalize('NFC')).replace(/[^\n]/gu, (each) =>
    current === undefined || current.hasGlyphForCodePoint(each.codePointAt(0) ?? 0) ? each : namedCharacter(each),
  );
}

export interface TextStyle {
  readonly font?: FontName;
  readonly size: number;
  readonly color?: string;
  readonly x?: number;
  readonly width?: number;
  readonly gap?: number;
}

const textOptions = (style: TextStyle) => ({
  width: style.width ?? CONTENT_WIDTH,
  lineGap: style.gap ?? style.size * 0.28,
  features: SHAPING,
});

function setStyle(doc: Pdf, style: TextStyle): void {
  doc
    .font(style.font ?? 'regular')
    .fontSize(style.size)
    .fillColor(style.color ?? INK.text);
}

/** Height that a text will take. */
export function heightOf(doc: Pdf, text: string, style: TextStyle): number {
  setStyle(doc, style);
  return doc.heightOfString(drawable(doc, text) || ' ', textOptions(style));
}

export function widthOf(doc: Pdf, text: string, style: TextStyle): number {
  setStyle(doc, style);
  return doc.widthOfString(drawable(doc, text), { features: SHAPING });
}

/** Draws a text at the current height and moves below it; it flows to further pages when it must. */
export function draw(doc: Pdf, text: string, style: TextStyle, y = doc.y): void {
  setStyle(doc, style);
  doc.text(drawable(doc, text) || ' ', style.x ?? PAGE.side, y, textOptions(style));
}

/** Adds an element with its text to the document's structure. pdfkit draws at once only what is attached to it already. */
export function add(doc: Pdf, parent: Structure, type: string, content: () => void): void {
  parent.add(doc.struct(type, {}, content));
}

/** Begins a new page unless `height` fits under what is drawn. */
export function need(doc: Pdf, height: number): void {
  if (doc.y + height > PAGE.height - PAGE.bottom) doc.addPage();
}

/** Draws decoration that is no content. */
export function artifact(doc: Pdf, content: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  content();
  doc.endMarkedContent();
}

/** Writes headers and footers, which know the number of pages, and returns the file with that number. */
export async function finish(doc: Pdf, options: PdfOptions): Promise<{ pdf: Uint8Array; pages: number }> {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    // Below the bottom margin pdfkit would begin a new page.
    doc.page.margins.top = 0;
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    if (page > 0) line(doc, options.header, 28);
    line(doc, options.footer(page + 1, count), PAGE.height - 38);
    doc.endMarkedContent();
  }
  const blocks: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    doc.on('data', (block: Buffer) => blocks.push(block));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.end();
  await done;
  return { pdf: Buffer.concat(blocks), pages: count };
}

function line(doc: Pdf, text: string, y: number): void {
  setStyle(doc, { size: 8, color: INK.dim });
  const shown = drawable(doc, text).replace(/\n/g, ' ');
  doc.text(shown, PAGE.side, y, {
    width: CONTENT_WIDTH,
    height: 12,
    ellipsis: true,
    lineBreak: false,
    features: SHAPING,
  });
}
