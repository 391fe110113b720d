import type { PixelSize } from './draw-picture.ts';
import type { PlaneLayout } from './plane-layout.ts';

type Samples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** Which samples of a line make one sample of a shorter line, and with what share in 256ths. */
interface Shares {
  /** First source sample of each target sample. */
  readonly first: Int32Array;
  /** Shares of the `span` source samples from `first` on, which sum up to 256; 0 for those that take no part. */
  readonly parts: Int32Array;
  readonly span: number;
}

const WHOLE = 256;
const HALF = WHOLE / 2;

/** Every target sample covers `from / to` source samples; those at its edges count by the part that is covered. */
function sharesOf(from: number, to: number): Shares {
  const length = from / to;
  const span = Math.max(3, Math.ceil(length) + 1);
  const first = new Int32Array(to);
  const parts = new Int32Array(to * span);
  for (let k = 0; k < to; k++) {
    const end = (k + 1) * length;
    // So that no share lies outside the line, which can be shorter than `span`.
    const at = Math.max(0, Math.min(Math.floor(k * length), from - span));
    first[k] = at;
    // Rounded where they end, so that they sum up.
    const upTo = (edge: number) => Math.round((WHOLE * (Math.min(end, edge) - k * length)) / length);
    for (let i = 0; i < span && at + i < from; i++) {
      parts[k * span + i] = Math.max(0, upTo(at + i + 1)) - Math.max(0, upTo(at + i));
    }
  }
  return { first, parts, span };
}

/** Makes one plane smaller by averaging areas; `to` is filled line by line. */
function shrinkPlane(from: Samples, size: PixelSize, to: Samples, target: PixelSize): void {
  const across = sharesOf(size.width, target.width);
  const down = sharesOf(size.height, target.height);
  const line = new Uint16Array(Math.max(size.width, across.span));
  for (let y = 0; y < target.height; y++) {
    const shares = down.parts.subarray(y * down.span, (y + 1) * down.span);
    mixLines(from, (down.first[y] as number) * size.width, size.width, shares, line);
    shrinkLine(line, across, to, y * target.width, target.width);
  }
}

/** Averages the same samples of lines that follow each other. Lines that take no part need not be there. */
function mixLines(from: Samples, start: number, width: number, shares: Int32Array, line: Uint16Array): void {
  if (shares.length > 3) {
    mixManyLines(from, start, width, shares, line);
    return;
  }
  const [a = 0, b = 0, c = 0] = shares;
  const [second, third] = [b === 0 ? start : start + width, c === 0 ? start : start + 2 * width];
  for (let x = 0; x < width; x++) {
    const sum = times(a, from[start + x]) + times(b, from[second + x]) + times(c, from[third + x]);
    line[x] = (sum + HALF) >>> 8;
  }
}

/** Said this way because it stays a whole number for the engine, which then is twice as quick. */
const times = (share: number | undefined, sample: number | undefined): number =>
  Math.imul(share as number, sample as number);

function mixManyLines(from: Samples, start: number, width: number, shares: Int32Array, line: Uint16Array): void {
  for (let x = 0; x < width; x++) {
    let sum = HALF;
    for (let i = 0; i < shares.length; i++) sum += times(shares[i], from[start + i * width + x]);
    line[x] = sum >>> 8;
  }
}

function shrinkLine(
  line: Uint16Array,
  { first, parts, span }: Shares,
  to: Samples,
  start: number,
  width: number,
): void {
  for (let x = 0, at = 0; x < width; x++, at += span) {
    const k = first[x] as number;
    let sum = HALF + times(parts[at], line[k]) + times(parts[at + 1], line[k + 1]) + times(parts[at + 2], line[k + 2]);
    for (let i = 3; i < span; i++) sum += times(parts[at + i], line[k + i]);
    to[start + x] = sum >>> 8;
  }
}

/** Sizes of the three planes of a picture. */
function planesOf({ width, height }: PixelSize, { chroma: [across, down] }: PlaneLayout): PixelSize[] {
  const chroma = { width: (width + across) >> across, height: (height + down) >> down };
  return [{ width, height }, chroma, chroma];
}

/** Makes a planar picture smaller. Its planes stand one after the other without gaps, before and after. */
export function shrinkPlanes(
  planes: Uint8Array<ArrayBuffer>,
  size: PixelSize,
  layout: PlaneLayout,
  target: PixelSize,
): Uint8Array<ArrayBuffer> {
  const { bytesPerSample } = layout;
  const bytesOf = ({ width, height }: PixelSize) => width * height * bytesPerSample;
  const sizes = planesOf(size, layout);
  const targets = planesOf(target, layout);
  const result = new Uint8Array(targets.reduce((sum, each) => sum + bytesOf(each), 0));
  const samples = (bytes: Uint8Array<ArrayBuffer>, at: number, length: number): Samples =>
    bytesPerSample === 1
      ? bytes.subarray(at, at + length)
      : new Uint16Array(bytes.buffer, bytes.byteOffset + at, length / 2);
  let [read, written] = [0, 0];
  for (const [k, from] of sizes.entries()) {
    const to = targets[k] ?? target;
    shrinkPlane(samples(planes, read, bytesOf(from)), from, samples(result, written, bytesOf(to)), to);
    read += bytesOf(from);
    written += bytesOf(to);
  }
  return result;
}
