import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { Warning } from '../../../shared/evidence.ts';
import { type FileSource, withBytes } from '../store/file-source.ts';
import { drawnSize } from './page-size.ts';
import { allowMemoryFor, hasAborted } from './raster-memory.ts';
import type { Inspected } from './raster-messages.ts';
import { pageOutOfRange } from './raster-pdf.ts';

/** The part of libheif-js that is used; the package's own types describe its C interface only. */
interface HeifImage {
  get_width(): number;
  get_height(): number;
  display(
    target: { data: Uint8ClampedArray; width: number; height: number },
    done: (result: object | null) => void,
  ): void;
  free?(): void;
}
interface LibHeif {
  readonly HeifDecoder: new () => { decode(data: Uint8Array): HeifImage[] };
}

const MAX_PIXELS = 1 << 28;
const LARGE_PICTURE = 256 << 20;
let libheif: LibHeif | null = null;

function load(): LibHeif {
  // CommonJS with its WASM inside; as an import it would have to be bundled.
  libheif ??= createRequire(import.meta.url)('libheif-js/wasm-bundle.js') as LibHeif;
  return libheif;
}

/** Top-level pictures, already upright: libheif applies the file's own rotation and mirroring. */
async function decode(source: FileSource): Promise<HeifImage[]> {
  const file = await withBytes(source, (bytes) => bytes.read(0, bytes.size));
  // A picture of 100 megapixels is unpacked twice: as it was coded, and as colours.
  allowMemoryFor(Math.max(file.length, LARGE_PICTURE));
  const Decoder = load().HeifDecoder;
  const images = new Decoder().decode(file);
  return images.filter((image) => image.get_width() * image.get_height() <= MAX_PIXELS);
}

async function pixelsOf(image: HeifImage): Promise<{ data: Buffer; width: number; height: number }> {
  const width = image.get_width();
  const height = image.get_height();
  const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
  await new Promise<void>((resolve, reject) => {
    image.display(target, (result) => (result ? resolve() : reject(new Error('the picture data is damaged'))));
  });
  return { data: Buffer.from(target.data.buffer), width, height };
}

/** A HEIF file as one page: its first picture. Further ones (a second view, a burst) are named in a warning. */
export async function inspectHeif(source: FileSource): Promise<Inspected> {
  try {
    const images = await decode(source);
    const first = images[0];
    if (first === undefined) return { pages: [], warnings: [DAMAGED], facts: {} };
    const { width, height } = await pixelsOf(first);
    const warnings: Warning[] =
      images.length > 1
        ? [{ code: 'more_pictures', message: `This file holds ${images.length} pictures; the first one is shown.` }]
        : [];
    return { pages: [{ width, height }], warnings, facts: {} };
  } catch (error) {
    if (!(error instanceof Error) || hasAborted(error)) throw error;
    return { pages: [], warnings: [DAMAGED], facts: {} };
  }
}

export async function drawHeif(source: FileSource, page: number, width: number): Promise<Uint8Array> {
  const first = (await decode(source))[0];
  if (page !== 1 || first === undefined) throw pageOutOfRange(page, first === undefined ? 0 : 1);
  const pixels = await pixelsOf(first);
  return sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 4 } })
    .resize({ ...drawnSize(pixels, width), fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

const DAMAGED: Warning = {
  code: 'damaged',
  message: 'This HEIF picture is damaged and cannot be decoded. It is kept as evidence.',
};
