import { AppError } from '../../../shared/errors.ts';
import { decodeRange, timesTellApart } from './decode-range.ts';
import { type FfmpegOutput, FIRST_FILM } from './ffmpeg.ts';
import type { KeptIndex } from './index-file.ts';
import { SQUARE_PIXELS } from './picture-filters.ts';
import { differs } from './picture-source.ts';
import type { PictureOrigin } from './pictures.ts';

const MAX_PNG = 1 << 30;

/**
 * PNG of frame n: upright, square pixels, 8-bit RGB by plain conversion. Handed out only when the picture it was made
 * from has the MD5 of the index. @throws AppError frame_out_of_range, verification_failed, ffmpeg_failed
 */
export async function makeStill(origin: PictureOrigin, n: number, signal: AbortSignal): Promise<Buffer> {
  const stills = stillCollector([n]);
  const { firstDifference, ended } = await decodeRange({
    ...origin,
    first: n,
    last: n,
    signal,
    outputs: (selection) => [stillOutput(selection)],
    onAttempt: stills.reset,
    onStdout: stills.push,
  });
  if (firstDifference !== null) throw differs(n);
  const png = stills.take()?.get(n);
  if (ended?.code !== 0 || png === undefined)
    throw new AppError(
      'ffmpeg_failed',
      `ffmpeg did not finish the still of frame ${n}. Try again; if it happens again, ffmpeg may be broken.`,
    );
  return png;
}

/** Writes every picture that `selection` lets pass as a still, one behind the other, to standard output. */
export const stillOutput = (selection: string): FfmpegOutput => ({
  options: [
    ...['-map', FIRST_FILM, '-vf', `${selection},${SQUARE_PIXELS},format=rgb24`],
    ...['-fps_mode', 'passthrough', '-enc_time_base', '-1', '-map_metadata', '-1'],
    ...['-c:v', 'png', '-pix_fmt', 'rgb24', '-flags:v', '+bitexact', '-f', 'image2pipe'],
  ],
  target: 'pipe:1',
});

/**
 * A filter that lets some of the frames pass that come out of a selection beginning at frame `first`; null where it
 * could not tell them, because pictures change in size, which starts filters and their counting anew.
 */
export function someOf(index: KeptIndex, first: number, frames: readonly number[]): string | null {
  if ((index.shapes?.length ?? 0) > 1) return null;
  const timed = timesTellApart(index);
  const one = (n: number) => (timed ? `eq(pts,${index.pts[n] ?? 0})` : `eq(n,${n - first})`);
  return `select='${frames.map(one).join('+')}'`;
}

/** Takes apart the stills of these frames, which come one behind the other. */
export interface StillCollector {
  /** Drops what an earlier attempt gave. */
  reset(): void;
  /** @throws AppError ffmpeg_failed when they are larger than anybody's pictures */
  push(chunk: Buffer): void;
  /** The stills by frame; null unless there are exactly as many whole ones as were asked for. */
  take(): ReadonlyMap<number, Buffer> | null;
}

export function stillCollector(frames: readonly number[]): StillCollector {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    reset() {
      parts = [];
      size = 0;
    },
    push(chunk) {
      size += chunk.length;
      if (size > MAX_PNG) {
        const text = `The stills of frames ${frames.join(', ')} are larger than a gigabyte, and were given up.`;
        throw new AppError('ffmpeg_failed', text);
      }
      parts.push(chunk);
    },
    take() {
      const stills = pngsIn(Buffer.concat(parts));
      if (stills === null || stills.length !== frames.length) return null;
      return new Map(frames.map((n, i): [number, Buffer] => [n, stills[i] ?? Buffer.alloc(0)]));
    },
  };
}

/** PNG files that lie one behind the other; null where one of them is not whole (PNG, third edition, 5.2 and 5.3). */
function pngsIn(bytes: Buffer): Buffer[] | null {
  const pngs: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    if (bytes.toString('latin1', start + 1, start + 4) !== 'PNG') return null;
    let at = start + 8;
    let type = '';
    while (type !== 'IEND') {
      if (at + 12 > bytes.length) return null;
      type = bytes.toString('latin1', at + 4, at + 8);
      at += 12 + bytes.readUInt32BE(at);
    }
    if (at > bytes.length) return null;
    pngs.push(bytes.subarray(start, at));
    start = at;
  }
  return pngs;
}
