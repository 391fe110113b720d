import type { PixelSize } from './draw-picture.ts';
import { layoutOf, type PlaneLayout } from './plane-layout.ts';

/** The format and size of a picture whose planes can be halved. */
export interface Halvable extends PixelSize {
  readonly format: string | null;
}

/**
 * True for planar pictures of eight bits whose lines and columns can be halved evenly in all planes, four samples at a
 * time. All others are drawn as they are.
 */
export function canHalve({ format, width, height }: Halvable): boolean {
  const layout = layoutOf(format);
  return layout !== null && isPlain(layout, format) && width % 8 === 0 && height % 4 === 0;
}

const isPlain = ({ bytesPerSample, interleaved }: PlaneLayout, format: string | null): boolean =>
  bytesPerSample === 1 && !interleaved && !format?.endsWith('A');

/** Halves all three planes, which stand one after the other without gaps. Ask {@link canHalve} first. */
export function halvePlanes(planes: Uint8Array<ArrayBuffer>, picture: Halvable): Uint8Array<ArrayBuffer> {
  const { chroma: [across, down] = [1, 1] } = layoutOf(picture.format) ?? {};
  const { width, height } = picture;
  const luma = width * height;
  const chroma = (width >> across) * (height >> down);
  const result = new Uint8Array((luma + 2 * chroma) / 4);
  halvePlane(planes.subarray(0, luma), width, height, result.subarray(0, luma / 4));
  for (const k of [0, 1]) {
    const [from, to] = [luma + k * chroma, (luma + k * chroma) / 4];
    halvePlane(
      planes.subarray(from, from + chroma),
      width >> across,
      height >> down,
      result.subarray(to, to + chroma / 4),
    );
  }
  return result;
}

/**
 * Averages squares of two by two samples, four samples in one 32-bit number: the two lines first, rounded down, then
 * neighbours, rounded up, so that a picture becomes neither darker nor brighter. The order of bytes in a number does not
 * matter, as neighbours stay neighbours.
 */
function halvePlane(from: Uint8Array<ArrayBuffer>, width: number, height: number, to: Uint8Array<ArrayBuffer>): void {
  const words = new Uint32Array(from.buffer, from.byteOffset, from.byteLength / 4);
  const pairs = new Uint16Array(to.buffer, to.byteOffset, to.byteLength / 2);
  const perLine = width / 4;
  let out = 0;
  for (let y = 0; y < height; y += 2) {
    const upper = y * perLine;
    const lower = upper + perLine;
    for (let x = 0; x < perLine; x++, out++) {
      const a = words[upper + x] as number;
      const b = words[lower + x] as number;
      const lines = (a & b) + (((a ^ b) >>> 1) & 0x7f7f7f7f);
      const both = ((lines & 0x00ff00ff) + ((lines >>> 8) & 0x00ff00ff) + 0x00010001) >>> 1;
      pairs[out] = (both & 0xff) | ((both >>> 8) & 0xff00);
    }
  }
}
