import sharp from 'sharp';
import { ffmpegOutput } from './media-room.ts';

const WIDTH = 96;
const HEIGHT = 72;

/** All pictures of a film as small grey images, decoded by the system's ffmpeg in presentation order. */
export function smallPictures(path: string, input: readonly string[] = []): Buffer[] {
  const raw = ffmpegOutput(
    ...input,
    '-i',
    path,
    '-map',
    '0:v:0',
    '-vf',
    `scale=${WIDTH}:${HEIGHT},format=gray`,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-',
  );
  const size = WIDTH * HEIGHT;
  return Array.from({ length: raw.length / size }, (_, n) => raw.subarray(n * size, n * size + size));
}

/** An encoded picture (PNG, JPEG) as the same kind of small grey image. */
export function smallOf(picture: Uint8Array): Promise<Buffer> {
  return sharp(picture).resize(WIDTH, HEIGHT, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer();
}

export function distance(a: Buffer, b: Buffer): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return sum / a.length;
}

/** Number of the picture that looks most like `picture`. */
export function nearest(picture: Buffer, pictures: readonly Buffer[]): number {
  const distances = pictures.map((one) => distance(picture, one));
  return distances.indexOf(Math.min(...distances));
}
