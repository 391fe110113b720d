import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import type { SampleFonts } from './glyph-text.ts';
import { photographPage, scanPage } from './paper-look.ts';
import { drawFirstPage, drawSecondPage, drawStamp, PAGE } from './protocol-page.ts';
import { COPY_FIGURES, SCAN_FIGURES } from './sample-protocol.ts';

export const SCAN_FILE = 'protocol-scan.pdf';
export const PHOTO_FILE = 'protocol-copy-photo.jpg';
const POINTS_PER_PIXEL = 72 / 150;
/** A fixed instant, so that the file is the same every time. */
const MADE = new Date('2025-12-01T06:00:00Z');

/** Two scanned pages as a PDF that holds nothing but their pictures, as office scanners make them. */
export async function makeProtocolScan(fonts: SampleFonts, dir: string): Promise<string> {
  const title = 'ЖІБЕРІЛГЕН ДАНА · ОТПРАВЛЕННЫЙ ЭКЗЕМПЛЯР';
  const pages = [
    await scanPage(drawFirstPage(fonts, SCAN_FIGURES, title, 11), -0.7, 101),
    await scanPage(drawSecondPage(fonts, 12), 0.5, 102),
  ];
  const size = [PAGE.width * POINTS_PER_PIXEL, PAGE.height * POINTS_PER_PIXEL] as [number, number];
  const info = { Title: 'Sample protocol', Producer: 'Aigaq sample', Creator: 'Aigaq sample', CreationDate: MADE };
  const pdf = new PDFDocument({ autoFirstPage: false, margin: 0, info });
  const path = join(dir, SCAN_FILE);
  const written = pipeline(pdf, createWriteStream(path));
  for (const page of pages) {
    pdf.addPage({ size, margin: 0 });
    pdf.image(page, 0, 0, { width: size[0], height: size[1] });
  }
  pdf.end();
  await written;
  return path;
}

/** A photograph of the first page of the copy that the observer was given. */
export async function makeProtocolPhoto(fonts: SampleFonts, dir: string): Promise<string> {
  const page = drawFirstPage(fonts, COPY_FIGURES, 'БАЙҚАУШЫҒА БЕРІЛГЕН КӨШІРМЕ · КОПИЯ НАБЛЮДАТЕЛЯ', 21);
  const shapes = page.shapes + drawStamp(fonts, 760, 1606, 11);
  const path = join(dir, PHOTO_FILE);
  await writeFile(path, await photographPage({ ...page, shapes }, 201));
  return path;
}
