import { assertNever } from '../../shared/assert-never.ts';
import { AppError, toEnvelope } from '../../shared/errors.ts';
import type { EvidenceService } from './features/evidence/evidence-service.ts';
import type { Log } from './log.ts';
import type { Media } from './media/media.ts';
import { type MediaAddress, parseMediaAddress } from './media-address-parser.ts';
import { originalResponse } from './original-response.ts';
import type { Store } from './store/store.ts';

export interface MediaHandlerDeps {
  readonly store: Store;
  readonly media: Media;
  readonly evidence: Pick<EvidenceService, 'findBySha'>;
  readonly sheetPdf: (sha256: string) => Promise<Uint8Array | null>;
  readonly log: Log;
}

/** Everything is named by content, so an answer never changes. It may still not be stored by anybody else. */
const IMMUTABLE = {
  'cache-control': 'private, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  // Whatever a stranger put into a file, it runs nothing when it is opened by its address.
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
} as const;

interface Picture {
  readonly data: Uint8Array;
  readonly type: string;
}

/**
 * Answers GET and HEAD of `/media/…`. Addresses hold hashes and numbers only, so there is no path that could lead
 * outside the library.
 */
export function createMediaHandler(deps: MediaHandlerDeps): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return refusal(405, 'Only GET and HEAD are possible here.', { allow: 'GET, HEAD' });
      }
      const address = parseMediaAddress(new URL(request.url));
      if (address === null) return refusal(404, 'There is nothing at this address.');
      return await answer(address, request, deps);
    } catch (error) {
      return failure(error, deps.log);
    }
  };
}

async function answer(address: MediaAddress, request: Request, deps: MediaHandlerDeps): Promise<Response> {
  if (address.kind === 'original') {
    const item = deps.evidence.findBySha(address.sha256);
    if (item === undefined) return refusal(404, 'There is no such original in this library.');
    return originalResponse(request, deps.store.originalPath(item.sha256), item, IMMUTABLE);
  }
  const picture = await pictureAt(address, request.signal, deps);
  if (picture === null) return refusal(404, 'There is no picture at this address.');
  const headers = { ...IMMUTABLE, 'content-type': picture.type, 'content-length': String(picture.data.byteLength) };
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(picture.data), { headers });
}

async function pictureAt(
  address: Exclude<MediaAddress, { kind: 'original' }>,
  signal: AbortSignal,
  { media, evidence, sheetPdf }: MediaHandlerDeps,
): Promise<Picture | null> {
  const { sha256 } = address;
  if (address.kind === 'sheet') {
    const pdf = await sheetPdf(sha256);
    return pdf === null ? null : png(await media.pdfPage(pdf, address.page, address.width));
  }
  const item = evidence.findBySha(sha256);
  if (item === undefined) return null;
  switch (address.kind) {
    case 'thumbnail': {
      const small = await media.thumbnail(sha256, item.kind);
      return small === null ? null : { data: small.data, type: small.mime };
    }
    case 'picture':
      return { data: await media.picture(sha256, address.frame, address.width, signal), type: 'image/jpeg' };
    case 'still':
      return png((await media.still(sha256, address.frame, signal)).png);
    case 'page':
      return png(await media.page(sha256, address.page, address.width));
    default:
      return assertNever(address);
  }
}

const png = (data: Uint8Array): Picture => ({ data, type: 'image/png' });

function failure(error: unknown, log: Log): Response {
  const { code, message } = toEnvelope(error);
  switch (code) {
    case 'not_found':
    case 'frame_out_of_range':
    case 'page_out_of_range':
    case 'not_reviewable':
    case 'original_missing':
      return refusal(404, message);
    case 'cancelled':
      return refusal(499, message);
    case 'ffmpeg_missing':
      return refusal(503, message);
    default:
      log.warn('media.failed', { code, expected: error instanceof AppError });
      return refusal(500, message);
  }
}

/** A failure is told in plain text and never kept: it may be gone the next time. */
function refusal(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(message, {
    status,
    headers: {
      ...headers,
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
