import { execFileSync } from 'node:child_process';

/** Size of the small pictures that are compared. */
export const SMALL = { width: 64, height: 36 } as const;
const PIXELS = SMALL.width * SMALL.height;

/** A shown picture: the frame that it is said to be, and its small picture as red, green, blue of every pixel. */
export interface ShownFrame {
  readonly n: number;
  readonly rgb: Uint8Array;
}

export interface FrameVerdict {
  /** What is wrong with the shown picture; null when it is frame n. */
  readonly fault: string | null;
  /** Distance to frame n in grey levels (root mean square). */
  readonly own: number;
  /** How many of the six neighbours could be told from frame n at all. */
  readonly told: number;
}

/** All pictures of a film as ffmpeg presents them, upright, small and grey. */
export function truthPictures(path: string): Uint8Array[] {
  const scale = `scale=${SMALL.width}:${SMALL.height}:flags=area,format=gray`;
  const args = ['-nostdin', '-v', 'error', '-copyts', '-i', path, '-map', '0:v:0', '-vf', scale];
  // What it says about times that are no frame rate is no news here.
  const raw = execFileSync('ffmpeg', [...args, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Array.from({ length: raw.length / PIXELS }, (_, n) => raw.subarray(n * PIXELS, (n + 1) * PIXELS));
}

type Weights = readonly [red: number, green: number, blue: number, offset: number];

/** Frames looked at on either side. */
const SIDE = 3;
/** A picture that went through a browser's drawing is nearer than this to itself, measured over the corpus. */
const MOST_OWN = 20;
/**
 * Two pictures can be told apart only if they differ by more than this, and by clearly more than drawing changes: by that
 * the shown picture is away from whichever frame it is nearest to.
 */
const LEAST_APART = 0.5;
const OF_DRAWING = 1.5;

/**
 * Judges whether each shown picture is the frame that it is said to be: nearer than every neighbour that can be told from
 * it, and near at all. Browser and ffmpeg turn the same samples into RGB by other matrices and ranges and make pictures
 * small in other ways; both is measured once for all pictures of the film, which leaves no room for taking one for
 * another.
 */
export function judgeFrames(shown: readonly ShownFrame[], truth: readonly Uint8Array[]): FrameVerdict[] {
  const weights = fitGrey(shown, truth);
  const pictures = shown.map(({ n, rgb }) => ({ n, grey: greyOf(rgb, weights) }));
  const usual = usualDifference(pictures, truth);
  return pictures.map(({ n, grey }) =>
    judgeFrame(
      grey.map((level, i) => level - (usual[i] ?? 0)),
      truth,
      n,
    ),
  );
}

/** Fewer different frames than this say nothing about what is common to all of them. */
const LEAST_FRAMES = 3;

/** What drawing and making small changes at each place of every picture: the mean over the film. */
function usualDifference(
  pictures: readonly { readonly n: number; readonly grey: Float32Array }[],
  truth: readonly Uint8Array[],
): Float32Array {
  const mean = new Float32Array(PIXELS);
  if (new Set(pictures.map(({ n }) => n)).size < LEAST_FRAMES) return mean;
  for (const { n, grey } of pictures) {
    for (let i = 0; i < PIXELS; i++)
      mean[i] = (mean[i] ?? 0) + ((grey[i] ?? 0) - (truth[n]?.[i] ?? 0)) / pictures.length;
  }
  return mean;
}

function judgeFrame(picture: Float32Array, truth: readonly Uint8Array[], n: number): FrameVerdict {
  const right = truth[n];
  if (right === undefined) return { fault: `frame ${n} does not exist`, own: Number.POSITIVE_INFINITY, told: 0 };
  const own = apart(picture, right);
  const first = Math.max(0, n - SIDE);
  const away = truth.slice(first, n + SIDE + 1).map((each) => apart(picture, each));
  const drawing = Math.min(...away);
  let told = 0;
  let fault = own > MOST_OWN ? `is ${own.toFixed(1)} away from frame ${n}` : null;
  for (const [k, distance] of away.entries()) {
    const neighbour = truth[first + k];
    if (first + k === n || neighbour === undefined) continue;
    if (apart(right, neighbour) < Math.max(LEAST_APART, OF_DRAWING * drawing)) continue;
    told += 1;
    if (distance <= own) fault = `is nearer to ${first + k} (${distance.toFixed(2)}) than to ${n} (${own.toFixed(2)})`;
  }
  return { fault, own, told };
}

type Levels = Uint8Array | Float32Array;

/** Root of the mean squared difference. */
export function apart(a: Levels, b: Levels): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum / a.length);
}

function greyOf(rgb: Uint8Array, [red, green, blue, offset]: Weights): Float32Array {
  return Float32Array.from({ length: rgb.length / 3 }, (_, i) => {
    return red * (rgb[3 * i] ?? 0) + green * (rgb[3 * i + 1] ?? 0) + blue * (rgb[3 * i + 2] ?? 0) + offset;
  });
}

/** Least squares over every pixel of every picture: which weights make grey of RGB. */
function fitGrey(shown: readonly ShownFrame[], truth: readonly Uint8Array[]): Weights {
  // A little weight on the usual luma keeps grey films, where the three colours are one, solvable.
  const usual = [0.299, 0.587, 0.114, 0];
  const sums = usual.map((weight, k) =>
    Float64Array.from({ length: 5 }, (_, j) => (j === k ? 1 : j === 4 ? weight : 0)),
  );
  const row = new Float64Array(5);
  for (const { n, rgb } of shown) {
    const right = truth[n] ?? new Uint8Array();
    for (let i = 0; i < right.length; i++) {
      row.set([rgb[3 * i] ?? 0, rgb[3 * i + 1] ?? 0, rgb[3 * i + 2] ?? 0, 1, right[i] ?? 0]);
      for (const [k, sum] of sums.entries()) addTimes(sum, row, row[k] ?? 0);
    }
  }
  const [red = 0, green = 0, blue = 0, offset = 0] = solve(sums);
  return [red, green, blue, offset];
}

function addTimes(sum: Float64Array, row: Float64Array, factor: number): void {
  for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] ?? 0) + factor * (row[j] ?? 0);
}

/** Gauss elimination with pivots; the last column is the right side. */
function solve(rows: Float64Array[]): number[] {
  const size = rows.length;
  for (let k = 0; k < size; k++) {
    const best = rows.slice(k).reduce((a, b) => (Math.abs(b[k] ?? 0) > Math.abs(a[k] ?? 0) ? b : a));
    rows.splice(rows.indexOf(best), 1);
    rows.splice(k, 0, best);
    for (const row of rows.filter((each) => each !== best)) {
      const factor = (row[k] ?? 0) / (best[k] ?? 1);
      addTimes(row, best, -factor);
    }
  }
  return rows.map((row, k) => (row[size] ?? 0) / (row[k] ?? 1));
}
