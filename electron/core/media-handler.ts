import { assertNever } from '../../shared/assert-never.ts';
import { AppError, toEnvelope } from '../../shared/errors.ts';
import type { EvidenceService } from './features/evidence/evidence-service.ts';
import type { Log } from './log.ts';
import type { Media } from './media/media.ts';
import { type MediaAddress, parseMediaAddress } from './media-address-parser.ts';
import { CHANGEABLE, IMMUTABLE } from './media-headers.ts';
import { originalResponse } from './original-response.ts';
import { isPrepared, type PreparedAddress, preparedResponse } from './prepared-response.ts';
import { refusal } from './refusal-response.ts';
import type { Store } from './store/store.ts';

export interface MediaHandlerDeps {
  readonly store: Store;
  readonly media: Media;
  readonly evidence: Pick<EvidenceService, 'findBySha'>;
  readonly previewPdf: (sha256: string) => Uint8Array | null;
  readonly log: Log;
}

interface Picture {
  readonly data: Uint8Array;
  readonly type: string;
  /** The list of frames may still be replaced, and with it the picture that has this number. */
  readonly provisional?: boolean;
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
    return originalResponse(request, deps.store.original(item.sha256), item, keepingOf(deps.store));
  }
  if (isPrepared(address)) return preparedResponse(address, request, deps);
  const picture = await pictureAt(address, request.signal, deps);
  if (picture === null) return refusal(404, 'There is no picture at this address.');
  const keeping = picture.provisional ? CHANGEABLE : keepingOf(deps.store);
  const headers = { ...keeping, 'content-type': picture.type, 'content-length': String(picture.data.byteLength) };
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(picture.data), { headers });
}

/** A browser would keep what it may in plain, where the passphrase does not reach. */
const keepingOf = ({ sealed }: Store) => (sealed ? CHANGEABLE : IMMUTABLE);

async function pictureAt(
  address: Exclude<MediaAddress, PreparedAddress | { kind: 'original' }>,
  signal: AbortSignal,
  { media, evidence, previewPdf }: MediaHandlerDeps,
): Promise<Picture | null> {
  const { sha256 } = address;
  if (address.kind === 'sheet') {
    const pdf = previewPdf(sha256);
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
      return {
        data: await media.picture(sha256, address.frame, address.width, signal, address.field),
        type: 'image/jpeg',
        provisional: item.frameSource !== 'decoder',
      };
    case 'still':
      return {
        ...png((await media.still(sha256, address.frame, signal)).png),
        provisional: item.frameSource !== 'decoder',
      };
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
