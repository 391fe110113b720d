import { AppError } from '../../../../shared/errors.ts';
import { media } from '../../../host/media-urls.ts';
import type { FieldLines } from './field-steps.ts';

/** Fetches one field of frame n, its lines doubled, at most `width` pixels wide. */
export async function loadField(
  sha256: string,
  n: number,
  lines: FieldLines,
  width: number | null,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  const response = await fetch(media.field(sha256, n, lines, width ?? undefined), { signal });
  if (!response.ok) {
    const said = await response.text();
    throw new AppError('ffmpeg_failed', said.trim() || `The fields of frame ${n} could not be told apart.`);
  }
  return createImageBitmap(await response.blob());
}
