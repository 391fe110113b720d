import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { AppError } from '../../../shared/errors.ts';
import type { Warning } from '../../../shared/evidence.ts';
import { type FileSource, withBytes } from '../store/file-source.ts';
import type { PageSize } from './media.ts';
import { drawnSize } from './page-size.ts';
import { allowMemoryFor, hasAborted } from './raster-memory.ts';
import type { Inspected, RasterFile } from './raster-messages.ts';

/** PDFium copies a document into its own memory of at most 4 GiB. */
const MAX_BYTES = 1 << 30;

let library: Promise<PDFiumLibrary> | null = null;
let held: { path: string; document: PDFiumDocument } | null = null;

/** The document last used stays open, because pages of one document are asked for in a row. */
async function openPdf(file: RasterFile): Promise<{ document: PDFiumDocument; bytes: Uint8Array | null }> {
  if ('source' in file && held?.path === file.source.path) return { document: held.document, bytes: null };
  held?.document.destroy();
  held = null;
  const bytes = 'source' in file ? await readWhole(file.source) : file.bytes;
  allowMemoryFor(bytes.length);
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(bytes);
  if ('source' in file) held = { path: file.source.path, document };
  return { document, bytes };
}

function readWhole(source: FileSource): Promise<Uint8Array> {
  return withBytes(source, async (file) => {
    if (file.size > MAX_BYTES) throw new Error('too large');
    return file.read(0, file.size);
  });
}

export async function inspectPdf(file: RasterFile): Promise<Inspected> {
  try {
    const { document, bytes } = await openPdf(file);
    const pages: PageSize[] = [];
    for (let n = 0; n < document.getPageCount(); n++) pages.push(sizeOf(document, n));
    const warnings = pages.length === 0 ? [NO_PAGES] : bytes === null ? [] : structureWarnings(bytes);
    return { pages, warnings, facts: {} };
  } catch (error) {
    if (!(error instanceof Error) || hasAborted(error)) throw error;
    return { pages: [], warnings: [whyNot(error.message)], facts: {} };
  }
}

export async function drawPdfPage(file: RasterFile, page: number, width: number): Promise<Uint8Array> {
  const { document } = await openPdf(file);
  const count = document.getPageCount();
  if (page < 1 || page > count) throw pageOutOfRange(page, count);
  const size = drawnSize(sizeOf(document, page - 1), width);
  const drawn = await document.getPage(page - 1).render({ ...size, render: 'bitmap', renderFormFields: true });
  // The bytes are RGBA already: the library asks PDFium for reversed order.
  const data = Buffer.from(drawn.data.buffer, drawn.data.byteOffset, drawn.data.byteLength);
  return sharp(data, { raw: { width: drawn.width, height: drawn.height, channels: 4 } })
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function sizeOf(document: PDFiumDocument, n: number): PageSize {
  const { originalWidth, originalHeight } = document.getPage(n).getOriginalSize();
  return { width: originalWidth, height: originalHeight };
}

export function pageOutOfRange(page: number, count: number): AppError {
  const range = count === 0 ? 'it has no pages that can be shown' : `its pages are 1 to ${count}`;
  return new AppError('page_out_of_range', `Page ${page} is not in this document; ${range}.`, { page, pages: count });
}

const NO_PAGES: Warning = { code: 'damaged', message: 'This PDF opens but has no pages. It is kept as evidence.' };

function whyNot(reason: string): Warning {
  if (/password/i.test(reason))
    return {
      code: 'password_needed',
      message:
        'This PDF opens only with a password, so its pages cannot be shown. Ask the source for the password or an open copy; the file is kept as evidence.',
    };
  if (/security/i.test(reason))
    return {
      code: 'encrypted',
      message: 'This PDF is protected in a way that Aigaq cannot open. It is kept as evidence.',
    };
  if (reason === 'too large')
    return {
      code: 'too_large',
      message: 'This PDF is larger than a gigabyte, so its pages are not shown. It is kept as evidence.',
    };
  return { code: 'damaged', message: 'This PDF is damaged and cannot be opened. It is kept as evidence.' };
}

/** PDFium mends what it can without a word; a broken frame (ISO 32000-1, 7.5.5) is said all the same. */
function structureWarnings(bytes: Uint8Array): Warning[] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tail = data.subarray(Math.max(0, data.length - 2048)).toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF[\s\0]*(?!.*startxref)/s.exec(tail)?.[1] ?? Number.NaN);
  const header = Math.max(0, data.subarray(0, 1024).indexOf('%PDF-'));
  const table = (offset: number) => /^\s*(xref|\d+\s+\d+\s+obj)/.test(data.toString('latin1', offset, offset + 40));
  if (Number.isSafeInteger(start) && (table(start) || table(start + header))) return [];
  return [
    {
      code: 'damaged',
      message:
        'The end of this PDF or its table of contents is damaged. Its pages were recovered as well as possible; some may be missing or wrong.',
    },
  ];
}
