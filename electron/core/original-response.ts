import { AppError } from '../../shared/errors.ts';
import type { Item } from '../../shared/evidence.ts';
import { parseRange } from './byte-range.ts';
import { type ByteReader, type FileSource, withBytes } from './store/file-source.ts';
import { errnoOf, fromSourceError } from './store/fs-errors.ts';

/** One answer holds at most this much: Chromium asks for open-ended ranges and cancels most of them. */
const MOST_BYTES = 4 << 20;
/** Block of a whole-file answer. */
const BLOCK = 1 << 20;

/**
 * The bytes of an original with Range by hand (RFC 9110, section 14): `a-b`, `a-`, `-n`; several ranges or other units
 * are answered with the whole file, as the standard allows.
 */
export function originalResponse(
  request: Request,
  source: FileSource,
  item: Pick<Item, 'sha256' | 'mime'>,
  common: Readonly<Record<string, string>>,
): Promise<Response> {
  // Opened once for an answer: a sealed file is proven from its end each time that it is opened.
  return read(source, (bytes) => answer(request, source, bytes, item, common));
}

async function answer(
  request: Request,
  source: FileSource,
  bytes: ByteReader,
  item: Pick<Item, 'sha256' | 'mime'>,
  common: Readonly<Record<string, string>>,
): Promise<Response> {
  const { size } = bytes;
  const etag = `"${item.sha256}"`;
  const headers = { ...common, etag, 'accept-ranges': 'bytes', 'content-type': harmlessType(item.mime) };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  if (request.method === 'HEAD') return new Response(null, { headers: { ...headers, 'content-length': String(size) } });

  const condition = request.headers.get('if-range');
  const range = condition === null || condition === etag ? parseRange(request.headers.get('range'), size) : null;
  if (range === null) {
    return new Response(wholeFile(source, size), { headers: { ...headers, 'content-length': String(size) } });
  }
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...common, 'content-range': `bytes */${size}` } });
  }
  const last = Math.min(range.last, range.first + MOST_BYTES - 1);
  const body = new Uint8Array(await bytes.read(range.first, last - range.first + 1));
  return new Response(body, {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${range.first}-${last}/${size}`,
      'content-length': String(body.byteLength),
    },
  });
}

/** Opens the file anew for every block: a reader that goes away leaves no open file behind. */
function wholeFile(source: FileSource, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        if (at >= size) {
          controller.close();
          return;
        }
        const block = await slice(source, at, Math.min(BLOCK, size - at));
        // The file is shorter than it was when its size was told.
        if (block.byteLength === 0) throw new Error('the original was cut short');
        at += block.byteLength;
        controller.enqueue(block);
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Film, sound, pictures and PDF keep their type. Everything else, such as HTML or SVG that a stranger made, is bytes:
 * it must never become a page of ours.
 */
function harmlessType(mime: string): string {
  const known = /^(video|audio|image)\/[a-z0-9.+-]+$/i.test(mime) || mime === 'application/pdf';
  return known && !/svg|xml/i.test(mime) ? mime : 'application/octet-stream';
}

async function slice(source: FileSource, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await read(source, (bytes) => bytes.read(position, length)));
}

/** @throws AppError original_missing, unreadable_file, verification_failed */
async function read<T>(source: FileSource, use: Parameters<typeof withBytes<T>>[1]): Promise<T> {
  try {
    return await withBytes(source, use);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw fromSourceError(error, source.path);
    throw new AppError(
      'original_missing',
      'This original is not in the library any more. Verify the library and restore it from a backup.',
    );
  }
}
