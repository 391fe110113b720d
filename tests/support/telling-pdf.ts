import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';

type Telling = { readonly artist: string; readonly encoder: string; readonly path: string; readonly xmp: string };

/** A document of one page that tells of its maker in its properties and in an attached file, and on its page of nobody. */
export async function tellingPdf(path: string, telling: Telling): Promise<string> {
  const doc = new PDFDocument({
    size: 'A5',
    info: { Author: telling.artist, Creator: telling.encoder, Producer: telling.path, Keywords: telling.xmp },
  });
  const file = createWriteStream(path);
  doc.pipe(file);
  doc.fontSize(20).text('Protocol of station 1').rect(60, 60, 200, 120).stroke();
  doc.file(Buffer.from(`left behind by ${telling.artist} in ${telling.path}`), { name: 'sidecar.txt' });
  doc.end();
  await finished(file);
  return path;
}
