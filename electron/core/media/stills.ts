import { AppError } from '../../../shared/errors.ts';
import { decodeRange } from './decode-range.ts';
import { FIRST_FILM } from './ffmpeg.ts';
import { SQUARE_PIXELS } from './picture-filters.ts';
import { differs } from './picture-source.ts';
import type { PictureOrigin } from './pictures.ts';

const MAX_PNG = 1 << 30;

/**
 * PNG of frame n: upright, square pixels, 8-bit RGB by plain conversion. Handed out only when the picture it was made
 * from has the MD5 of the index. @throws AppError frame_out_of_range, verification_failed, ffmpeg_failed
 */
export async function makeStill(origin: PictureOrigin, n: number, signal: AbortSignal): Promise<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  const { firstDifference, ended } = await decodeRange({
    ...origin,
    first: n,
    last: n,
    signal,
    outputs: (selection) => [{ options: pngOptions(`${selection},${SQUARE_PIXELS},format=rgb24`), target: 'pipe:1' }],
    onAttempt: () => {
      parts = [];
      size = 0;
    },
    onStdout: (chunk) => {
      size += chunk.length;
      if (size > MAX_PNG)
        throw new AppError('ffmpeg_failed', `The still of frame ${n} is larger than a gigabyte, and was given up.`);
      parts.push(chunk);
    },
  });
  if (firstDifference !== null) throw differs(n);
  const png = Buffer.concat(parts);
  if (ended?.code !== 0 || !endsAsPng(png))
    throw new AppError(
      'ffmpeg_failed',
      `ffmpeg did not finish the still of frame ${n}. Try again; if it happens again, ffmpeg may be broken.`,
    );
  return png;
}

function pngOptions(filters: string): string[] {
  return [
    ...['-map', FIRST_FILM, '-vf', filters, '-frames:v', '1', '-fps_mode', 'passthrough', '-map_metadata', '-1'],
    ...['-c:v', 'png', '-pix_fmt', 'rgb24', '-flags:v', '+bitexact', '-f', 'image2pipe'],
  ];
}

function endsAsPng(png: Buffer): boolean {
  return png.toString('latin1', 1, 4) === 'PNG' && png.toString('latin1', png.length - 8, png.length - 4) === 'IEND';
}
