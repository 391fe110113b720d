import type { PixelSize } from './draw-picture.ts';
import type { PlaneLayout } from './plane-layout.ts';

type Samples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** Which samples of a line make one sample of a shorter line, and with what share: all shares of one sum up to 1. */
interface Shares {
  /** First source sample of each target sample. */
  readonly first: Int32Array;
  /** Shares of the `span` source samples from `first` on; 0 for those that take no part. */
  readonly parts: Float32Array;
  readonly span: number;
}

/** Every target sample covers `from / to` source samples; those at its edges count by the part that is covered. */
function sharesOf(from: number, to: number): Shares {
  const length = from / to;
  const span = Math.ceil(length) + 1;
  const first = new Int32Array(to);
  const parts = new Float32Array(to * span);
  for (let k = 0; k < to; k++) {
    const [start, end] = [k * length, (k + 1) * length];
    const at = Math.min(Math.floor(start), from - 1);
    first[k] = at;
    for (let i = 0; i < span && at + i < from; i++) {
      const covered = Math.min(end, at + i + 1) - Math.max(start, at + i);
      parts[k * span + i] = Math.max(0, covered) / length;
    }
  }
  return { first, parts, span };
}

/** Makes one plane smaller by averaging areas; `to` is filled line by line. */
function shrinkPlane(from: Samples, size: PixelSize, to: Samples, target: PixelSize): void {
  const across = sharesOf(size.width, target.width);
  const down = sharesOf(size.height, target.height);
  const line = new Float32Array(size.width + across.span);
  for (let y = 0; y < target.height; y++) {
    line.fill(0);
    for (let i = 0; i < down.span; i++) {
      const part = down.parts[y * down.span + i] ?? 0;
      if (part > 0) addLine(from, ((down.first[y] ?? 0) + i) * size.width, size.width, part, line);
    }
    shrinkLine(line, across, to, y * target.width, target.width);
  }
}

function addLine(from: Samples, start: number, width: number, part: number, line: Float32Array): void {
  for (let x = 0; x < width; x++) line[x] = (line[x] as number) + part * (from[start + x] as number);
}

/** Stored as whole numbers by cutting off, so that half of one is added first. */
function shrinkLine(
  line: Float32Array,
  { first, parts, span }: Shares,
  to: Samples,
  start: number,
  width: number,
): void {
  for (let x = 0; x < width; x++) {
    let sum = 0.5;
    const at = first[x] as number;
    for (let i = 0; i < span; i++) sum += (parts[x * span + i] as number) * (line[at + i] as number);
    to[start + x] = sum;
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
