import { execFileSync } from 'node:child_process';
import { ffmpegOutput } from './media-room.ts';

/** How samples are to be read: what the stream's own tags say. */
export interface ColourTags {
  readonly pix_fmt: string;
  readonly color_range: string;
  readonly color_space: string;
  readonly color_transfer: string;
  readonly color_primaries: string;
}

export function tagsOf(path: string): ColourTags {
  const entries = 'stream=pix_fmt,color_range,color_space,color_transfer,color_primaries';
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', entries, '-of', 'json', path];
  const { streams } = JSON.parse(execFileSync('ffprobe', args).toString()) as { streams: Partial<ColourTags>[] };
  const unknown = 'unknown';
  const none = { color_range: unknown, color_space: unknown, color_transfer: unknown, color_primaries: unknown };
  return { pix_fmt: '', ...none, ...streams[0] };
}

/** Luma weights of red and blue: ITU-T H.273, table 4. Without a tag, players take BT.601 for pictures of this size. */
const WEIGHTS: Readonly<Record<string, readonly [kr: number, kb: number]>> = {
  bt709: [0.2126, 0.0722],
  bt470bg: [0.299, 0.114],
  smpte170m: [0.299, 0.114],
  fcc: [0.3, 0.11],
  smpte240m: [0.212, 0.087],
  bt2020nc: [0.2627, 0.0593],
  unknown: [0.299, 0.114],
};

/** R'G'B' from 0 to 1 of a YCbCr sample of so many bits (ITU-T H.273, clause 8.3). */
export function rgbOf(
  sample: readonly [y: number, cb: number, cr: number],
  bits: number,
  full: boolean,
  matrix: string,
): [number, number, number] {
  const [kr, kb] = WEIGHTS[matrix] ?? [Number.NaN, Number.NaN];
  const unit = 2 ** (bits - 8);
  const most = 2 ** bits - 1;
  const [y, cb, cr] = sample;
  const light = full ? y / most : (y - 16 * unit) / (219 * unit);
  const blue = (cb - 128 * unit) / (full ? most : 224 * unit);
  const red = (cr - 128 * unit) / (full ? most : 224 * unit);
  const r = light + 2 * (1 - kr) * red;
  const b = light + 2 * (1 - kb) * blue;
  return [r, (light - kr * r - kb * b) / (1 - kr - kb), b];
}

/** What picture `n` of an 8-bit 4:2:0 film shows at a point, read as its own tags say. */
export function shownAt(path: string, size: readonly [number, number], n: number, x: number, y: number): number[] {
  const [width, height] = size;
  const { color_range, color_space } = tagsOf(path);
  const raw = ffmpegOutput('-i', path, '-pix_fmt', 'yuv420p', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-');
  const picture = raw.subarray(n * width * height * 1.5);
  const half = (width / 2) * Math.floor(y / 2) + Math.floor(x / 2);
  const [cb, cr] = [width * height + half, width * height * 1.25 + half];
  const sample = [picture[y * width + x] ?? 0, picture[cb] ?? 0, picture[cr] ?? 0] as const;
  return rgbOf(sample, 8, color_range === 'pc', color_space);
}
