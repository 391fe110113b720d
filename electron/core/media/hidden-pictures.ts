import type { RedactionShape } from '../../../shared/annotation.ts';
import { hidePixels, type RgbaPicture } from '../../../shared/hide-pixels.ts';
import { decodeRange } from './decode-range.ts';
import { FIRST_FILM } from './ffmpeg.ts';
import { SCALE_FLAGS } from './picture-filters.ts';
import { differs } from './picture-source.ts';
import type { PictureOrigin } from './pictures.ts';

/** Decoded pictures kept at a time; the child waits for nobody, so it is only asked for as many. */
const WINDOW_BYTES = 128 << 20;

/**
 * The pictures of these ascending frames with all that hides them already in their pixels, in the size of the index;
 * each proven by its MD5 before. @throws AppError verification_failed, ffmpeg_failed, cancelled
 */
export async function* hiddenPictures(
  origin: PictureOrigin,
  frames: readonly number[],
  shapes: readonly RedactionShape[],
  signal: AbortSignal,
): AsyncGenerator<RgbaPicture> {
  const { width, height, pts } = origin.index;
  const bytes = width * height * 4;
  const most = Math.max(1, Math.floor(WINDOW_BYTES / bytes));
  for (let at = 0; at < frames.length; ) {
    const first = frames[at] ?? 0;
    let count = 1;
    while (count < most && frames[at + count] === first + count) count++;
    const pixels = await decoded(origin, first, first + count - 1, bytes, signal);
    for (let i = 0; i < count; i++) {
      const picture = { pixels: pixels.subarray(i * bytes, (i + 1) * bytes), width, height };
      hidePixels(picture, shapes, first + i, (n) => pts[n] ?? 0);
      yield picture;
    }
    at += count;
  }
}

async function decoded(
  origin: PictureOrigin,
  first: number,
  last: number,
  bytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  let parts: Buffer[] = [];
  const { firstDifference } = await decodeRange({
    ...origin,
    ...{ first, last, signal },
    outputs: (selection) => [
      { options: rawOptions(`${selection},scale=flags=${SCALE_FLAGS},format=rgba`), target: 'pipe:1' },
    ],
    onAttempt: () => {
      parts = [];
    },
    onStdout: (chunk) => parts.push(chunk),
  });
  const pixels = Buffer.concat(parts);
  if (firstDifference !== null || pixels.length !== bytes * (last - first + 1)) throw differs(firstDifference ?? first);
  return pixels;
}

const rawOptions = (filters: string): string[] => [
  ...['-map', FIRST_FILM, '-vf', filters, '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'rawvideo'],
];
