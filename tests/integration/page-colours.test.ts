import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawPdfPage } from '../../electron/core/media/raster-pdf.ts';

/** One page, all of it in one colour. */
async function filledPage(colour: string): Promise<Uint8Array> {
  const paper = new PDFDocument({ size: [100, 100] });
  const parts: Buffer[] = [];
  paper.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => paper.on('end', resolve));
  paper.rect(0, 0, 100, 100).fill(colour).end();
  await ended;
  return Buffer.concat(parts);
}

test.each([
  ['#c82828', [200, 40, 40]],
  ['#2828c8', [40, 40, 200]],
])('a page of colour %s is shown in that colour', async (colour, rgb) => {
  const png = await drawPdfPage({ family: 'pdf', bytes: await filledPage(colour) }, 1, 50);
  const { dominant } = await sharp(png).stats();
  const shown = [dominant.r, dominant.g, dominant.b];
  for (const [i, value] of rgb.entries()) expect(Math.abs((shown[i] ?? 0) - value)).toBeLessThanOrEqual(8);
});
