import type { Item } from '../../shared/evidence.ts';
import { parseRange } from './byte-range.ts';
import { readSlice, sizeOf } from './store/read-slice.ts';

/** One answer holds at most this much: Chromium asks for open-ended ranges and cancels most of them. */
const MOST_BYTES = 4 << 20;
/** Block of a whole-file answer. */
const BLOCK = 1 << 20;

/**
 * The bytes of an original with Range by hand (RFC 9110, section 14): `a-b`, `a-`, `-n`; several ranges or other units
 * are answered with the whole file, as the standard allows.
 */
export async function originalResponse(
  request: Request,
  path: string,
  item: Pick<Item, 'sha256' | 'mime'>,
  common: Readonly<Record<string, string>>,
): Promise<Response> {
  const size = await sizeOf(path);
  const etag = `"${item.sha256}"`;
  const headers = { ...common, etag, 'accept-ranges': 'bytes', 'content-type': harmlessType(item.mime) };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  if (request.method === 'HEAD') return new Response(null, { headers: { ...headers, 'content-length': String(size) } });

  const condition = request.headers.get('if-range');
  const range = condition === null || condition === etag ? parseRange(request.headers.get('range'), size) : null;
  if (range === null) {
    return new Response(wholeFile(path, size), { headers: { ...headers, 'content-length': String(size) } });
  }
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...common, 'content-range': `bytes */${size}` } });
  }
  const last = Math.min(range.last, range.first + MOST_BYTES - 1);
  const body = await readSlice(path, range.first, last - range.first + 1);
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
function wholeFile(path: string, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        if (at >= size) {
          controller.close();
          return;
        }
        const block = await readSlice(path, at, Math.min(BLOCK, size - at));
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
