import { type FfmpegInput, FIRST_FILM, ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import { mpjpegReader } from './mpjpeg-reader.ts';
import { squarePixelsWithin } from './picture-filters.ts';

export const THUMBNAIL_WIDTH = 320;
const CANDIDATES = 5;
const LIMIT_MS = 30_000;
/** Mean brightness (0–255) below which a picture counts as black, and spread below which it counts as empty. */
const DARK = 20;
const FLAT = 6;

/** A small WebP of a film: its first key frame that is not black or empty, or the first picture there is. */
export async function filmThumbnail(program: string | null, input: FfmpegInput): Promise<Buffer | null> {
  const keyFrames = await smallPictures(program, { ...input, options: ['-skip_frame', 'nokey'] }, CANDIDATES);
  const pictures = keyFrames.length > 0 ? keyFrames : await smallPictures(program, input, 1);
  const first = pictures[0];
  if (first === undefined) return null;
  for (const picture of pictures) if (await showsSomething(picture)) return toWebp(picture);
  return toWebp(first);
}

async function smallPictures(program: string | null, input: FfmpegInput, count: number): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  const reader = mpjpegReader((jpeg) => pictures.push(jpeg));
  const options = [
    ...['-map', FIRST_FILM, '-vf', squarePixelsWithin(THUMBNAIL_WIDTH), '-frames:v', String(count)],
    ...['-fps_mode', 'passthrough', '-enc_time_base', '-1'],
    ...['-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p', '-f', 'mpjpeg'],
  ];
  await runFfmpeg(program, {
    input,
    args: ffmpegArguments(input, [{ options, target: 'pipe:1' }]),
    limitMs: LIMIT_MS,
    onStdout: reader.push,
  });
  return pictures;
}

/** Loaded at the first thumbnail: most runs of the command line need none. */
const loadSharp = async () => (await import('sharp')).default;

async function showsSomething(jpeg: Buffer): Promise<boolean> {
  const sharp = await loadSharp();
  const { channels } = await sharp(jpeg).stats();
  return channels.some((channel) => channel.mean > DARK && channel.stdev > FLAT);
}

export async function toWebp(picture: Buffer): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(picture, { failOn: 'none' })
    .resize({ width: THUMBNAIL_WIDTH, height: THUMBNAIL_WIDTH, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer();
}
