import type { Item } from '../../shared/evidence.ts';
import type { EvidenceService } from './features/evidence/evidence-service.ts';
import type { Media } from './media/media.ts';
import type { MediaAddress } from './media-address-parser.ts';
import { CHANGEABLE } from './media-headers.ts';
import { originalResponse } from './original-response.ts';
import { refusal } from './refusal-response.ts';
import type { Store } from './store/store.ts';

const KINDS = ['prints', 'waveform', 'filmstrip', 'sound', 'proxy'] as const;

/** Addresses of what is derived from a recording for quick review. */
export type PreparedAddress = Extract<MediaAddress, { kind: (typeof KINDS)[number] }>;

export const isPrepared = (address: MediaAddress): address is PreparedAddress =>
  KINDS.some((kind) => kind === address.kind);

interface PreparedDeps {
  readonly store: Pick<Store, 'readDerived' | 'derived'>;
  readonly media: Pick<Media, 'prints' | 'review'>;
  readonly evidence: Pick<EvidenceService, 'findBySha'>;
}

/** Such a file, or 404 while it is not made. Nothing of it is to be kept: it may be made anew. */
export async function preparedResponse(
  address: PreparedAddress,
  request: Request,
  { store, media, evidence }: PreparedDeps,
): Promise<Response> {
  const item = evidence.findBySha(address.sha256);
  if (item === undefined) return refusal(404, 'There is no such original in this library.');
  if (address.kind === 'sound') {
    const name = await media.review.name('sound', item);
    if (name === null) return notMade();
    // The name says by which list of frames it was made, so it tells two versions apart.
    const file = { sha256: `${item.sha256}-${name}`, mime: 'audio/mp4' };
    return originalResponse(request, store.derived(item.sha256, name), file, CHANGEABLE);
  }
  const bytes = await bytesAt(address, item);
  if (bytes === null) return notMade();
  const type = address.kind === 'proxy' ? 'video/h264' : 'application/octet-stream';
  const headers = { ...CHANGEABLE, 'content-type': type, 'content-length': String(bytes.byteLength) };
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });

  async function bytesAt(
    wanted: Exclude<PreparedAddress, { kind: 'sound' }>,
    recording: Item,
  ): Promise<Uint8Array | null> {
    if (wanted.kind === 'proxy') return media.review.chunk(recording, wanted.chunk);
    if (wanted.kind === 'prints') return recording.frames === null ? null : media.prints(recording.sha256);
    const name = await media.review.name(wanted.kind, recording);
    return name === null ? null : store.readDerived(recording.sha256, name);
  }
}

const notMade = (): Response => refusal(404, 'This has not been made yet, or cannot be made from this original.');
