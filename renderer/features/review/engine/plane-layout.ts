import type { Turn } from './picture-desk.ts';

/** Planes of one picture, one after the other without gaps, as `VideoFrame.copyTo` writes them. */
export interface PlaneLayout {
  readonly bytesPerSample: 1 | 2;
  /** Right shift of width and height for the second and third plane. */
  readonly chroma: readonly [across: number, down: number];
  /** The second plane holds both colours in turn. */
  readonly interleaved: boolean;
}

/**
 * Pixel formats of the WebCodecs standard that have a counterpart among ffmpeg's planar ones. A fourth plane, alpha, is
 * left out as ffmpeg's own decoders leave it out. Anything else (RGB, formats without a name) cannot be compared.
 */
export function layoutOf(format: string | null): PlaneLayout | null {
  if (format === 'NV12') return { bytesPerSample: 1, chroma: [1, 1], interleaved: true };
  const [, sampling, depth] = /^I(420|422|444)A?(P10|P12)?$/.exec(format ?? '') ?? [];
  if (sampling === undefined) return null;
  const chroma = sampling === '420' ? ([1, 1] as const) : sampling === '422' ? ([1, 0] as const) : ([0, 0] as const);
  return { bytesPerSample: depth === undefined ? 1 : 2, chroma, interleaved: false };
}

type Samples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** Side of the squares that are turned at a time, so that reading and writing both stay in the processor's cache. */
const SQUARE = 32;

/** Turns one plane clockwise as ffmpeg's transpose=clock, hflip+vflip and transpose=cclock do. */
export function turnPlane<S extends Samples>(from: S, width: number, height: number, turn: Turn, to: S): void {
  if (turn === 0 || turn === 180) {
    to.set(from);
    if (turn === 180) to.reverse();
    return;
  }
  // Where sample (x, y) goes in rows of `height` samples: clockwise to (height-1-y, x), else to (y, width-1-x).
  const [start, alongX, alongY] = turn === 90 ? [height - 1, height, -1] : [(width - 1) * height, -height, 1];
  for (let y0 = 0; y0 < height; y0 += SQUARE) {
    for (let x0 = 0; x0 < width; x0 += SQUARE) {
      const [y1, x1] = [Math.min(height, y0 + SQUARE), Math.min(width, x0 + SQUARE)];
      for (let y = y0; y < y1; y++) {
        let at = start + x0 * alongX + y * alongY;
        for (let x = x0; x < x1; x++, at += alongX) to[at] = from[y * width + x] ?? 0;
      }
    }
  }
}

/**
 * The planes of a picture as ffmpeg's framemd5 sees them: planar and upright. `coded` is what `copyTo` wrote. Null when
 * ffmpeg would not turn this format without converting it first.
 */
export function uprightPlanes(
  coded: Uint8Array<ArrayBuffer>,
  width: number,
  height: number,
  layout: PlaneLayout,
  turn: Turn,
): Uint8Array<ArrayBuffer> | null {
  const [across, down] = layout.chroma;
  const chromaWidth = (width + across) >> across;
  const chromaHeight = (height + down) >> down;
  const luma = width * height;
  const chroma = chromaWidth * chromaHeight;
  const bytes = (luma + 2 * chroma) * layout.bytesPerSample;
  const planar = layout.interleaved ? separated(coded, luma, chroma) : coded.subarray(0, bytes);
  if (turn === 0) return planar;
  if (turn !== 180 && across !== down) return null;
  const result = new Uint8Array(bytes);
  const sides = [
    [0, width, height],
    [luma, chromaWidth, chromaHeight],
    [luma + chroma, chromaWidth, chromaHeight],
  ] as const;
  for (const [at, w, h] of sides) {
    if (layout.bytesPerSample === 1)
      turnPlane(planar.subarray(at, at + w * h), w, h, turn, result.subarray(at, at + w * h));
    else turnPlane(words(planar, at, w * h), w, h, turn, words(result, at, w * h));
  }
  return result;
}

const words = (bytes: Uint8Array<ArrayBuffer>, at: number, count: number) =>
  new Uint16Array(bytes.buffer, bytes.byteOffset + 2 * at, count);

/** NV12 as I420. */
function separated(coded: Uint8Array<ArrayBuffer>, luma: number, chroma: number): Uint8Array<ArrayBuffer> {
  const planar = new Uint8Array(luma + 2 * chroma);
  planar.set(coded.subarray(0, luma));
  for (let i = 0; i < chroma; i++) {
    planar[luma + i] = coded[luma + 2 * i] ?? 0;
    planar[luma + chroma + i] = coded[luma + 2 * i + 1] ?? 0;
  }
  return planar;
}
