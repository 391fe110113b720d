import sharp, { type Sharp } from 'sharp';
import type { Warning } from '../../../shared/evidence.ts';
import { type FileSource, withBytes } from '../store/file-source.ts';
import type { PageSize } from './media.ts';
import { drawnSize } from './page-size.ts';
import type { Inspected } from './raster-messages.ts';
import { pageOutOfRange } from './raster-pdf.ts';

const MAX_PIXELS = 1 << 28;
const MAX_PAGES = 10_000;
/** Pictures beyond this are not decoded whole only to look for faults. */
const CHECKED_PIXELS = 100_000_000;

sharp.cache(false);

/** What sharp reads a picture from: its path, or its bytes where they are sealed on the disk. */
type PictureInput = string | Buffer;

const inputOf = async (source: FileSource): Promise<PictureInput> =>
  source.seal === null ? source.path : withBytes(source, (file) => file.read(0, file.size));

const open = (input: PictureInput, page: number, failOn: 'none' | 'warning'): Sharp =>
  sharp(input, { page, failOn, limitInputPixels: MAX_PIXELS, unlimited: false });

export async function inspectPicture(source: FileSource): Promise<Inspected> {
  const input = await inputOf(source);
  const warnings: Warning[] = [];
  const pages: PageSize[] = [];
  try {
    const head = await sharp(input, { failOn: 'none', limitInputPixels: false }).metadata();
    if (head.width * head.height > MAX_PIXELS)
      return { pages: [], warnings: [tooLarge(head.width, head.height)], facts: {} };
    // Only TIFF has pages; frames of an animation are not pages.
    const count = head.format === 'tiff' ? Math.min(head.pages ?? 1, MAX_PAGES) : 1;
    for (let page = 0; page < count; page++) pages.push(await uprightPage(input, page));
    warnings.push(...(await faultsOf(input, pages)));
    const facts: Record<string, string> =
      head.orientation === undefined ? {} : { orientation: String(head.orientation) };
    return { pages, warnings, facts };
  } catch (error) {
    const reason = firstLine(error);
    const message = `This picture cannot be decoded (${reason}). It is kept as evidence.`;
    return { pages: [], warnings: [{ code: 'damaged', message }], facts: {} };
  }
}

async function uprightPage(input: PictureInput, page: number): Promise<PageSize> {
  const { autoOrient } = await open(input, page, 'none').metadata();
  return { width: autoOrient.width, height: autoOrient.height };
}

/**
 * Decodes each page once with every complaint counting, as libvips otherwise shows half a picture without a word.
 * @throws when a page cannot be decoded even with complaints overlooked
 */
async function faultsOf(input: PictureInput, pages: readonly PageSize[]): Promise<Warning[]> {
  let budget = CHECKED_PIXELS;
  for (const [page, { width, height }] of pages.entries()) {
    budget -= width * height;
    if (budget < 0) return [];
    const fault = await open(input, page, 'warning')
      .stats()
      .then(() => null, firstLine);
    if (fault === null) continue;
    await open(input, page, 'none').stats();
    const message = `Page ${page + 1} of this picture is damaged or unusual (${fault}); parts of it may be missing.`;
    return [{ code: 'decode_errors', message }];
  }
  return [];
}

export async function drawPicturePage(source: FileSource, page: number, width: number): Promise<Uint8Array> {
  const input = await inputOf(source);
  const { pages } = await sharp(input, { failOn: 'none' })
    .metadata()
    .then((head) => ({ pages: head.format === 'tiff' ? (head.pages ?? 1) : 1 }));
  if (page < 1 || page > pages) throw pageOutOfRange(page, pages);
  const size = drawnSize(await uprightPage(input, page - 1), width);
  return open(input, page - 1, 'none')
    .autoOrient()
    .resize({ ...size, fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function tooLarge(width: number, height: number): Warning {
  return {
    code: 'too_large',
    message: `This picture is ${width} × ${height} pixels, more than can be shown. It is kept as evidence.`,
  };
}

/** The library's first words, without the path that it may name. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n', 1)[0] ?? '').replace(/\/\S+/g, 'the file').slice(0, 160);
}
