import type { ErrorEnvelope } from '../../../../shared/errors.ts';
import { AppError, fromEnvelope } from '../../../../shared/errors.ts';
import { media } from '../../../host/media-urls.ts';

/** What a failed picture answer says, when it says it in our words. */
async function failure(response: Response, n: number): Promise<AppError> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null) {
    const inner = 'error' in body ? body.error : body;
    if (typeof inner === 'object' && inner !== null && 'code' in inner && 'message' in inner) {
      return fromEnvelope({ details: {}, ...(inner as Omit<ErrorEnvelope, 'details'>) });
    }
  }
  return new AppError('ffmpeg_failed', `Frame ${n} could not be decoded. The original is kept unchanged.`);
}

/** Fetches and decodes frame n of an original, at most `width` pixels wide. */
export async function loadPicture(
  sha256: string,
  n: number,
  width: number | null,
  signal?: AbortSignal,
): Promise<ImageBitmap> {
  const response = await fetch(media.picture(sha256, n, width ?? undefined), signal && { signal });
  if (!response.ok) throw await failure(response, n);
  return createImageBitmap(await response.blob());
}
