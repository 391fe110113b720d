import { assertFrame, keyFrameAtOrBefore, lastAtOrBefore } from '../../../shared/frames.ts';
import { ptsToSeconds } from '../../../shared/time.ts';
import { breakdownOf, brokeDown, NO_MEMORY } from './breakdown.ts';
import {
  type FfmpegInput,
  type FfmpegOutput,
  FIRST_FILM,
  FRAMEMD5_OPTIONS,
  ffmpegArguments,
  runFfmpeg,
} from './ffmpeg.ts';
import { saysOutOfMemory } from './ffmpeg-log.ts';
import { framemd5Reader } from './framemd5.ts';
import type { KeptIndex } from './index-file.ts';
import type { Ended } from './launch.ts';
import { memoryFor, type PictureUse } from './memory-allowance.ts';

/** Frames first..last of an original, wanted as pictures that are proven to be these. */
export interface RangeRequest {
  readonly program: string | null;
  readonly input: FfmpegInput;
  readonly index: KeptIndex;
  readonly first: number;
  readonly last: number;
  /** MD5 that each picture must have; by default those of the index, which has none while only the container listed it. */
  readonly expected?: readonly string[];
  /** Seconds before the first frame from which decoding must run, so that sound decoders have settled. */
  readonly prerollSeconds?: number;
  /**
   * What to make of the pictures. `selection` is a filter that lets exactly these frames pass, with their own PTS; it
   * belongs at the head of each output's filter chain.
   */
  readonly outputs?: (selection: string) => readonly FfmpegOutput[];
  /** What is done with the pictures, which decides how much memory there is for it; by default pictures are made of them. */
  readonly use?: PictureUse;
  /** True when an output is a file. */
  readonly writesFile?: boolean;
  /** Called before each attempt: what an earlier attempt gave must be dropped. */
  readonly onAttempt?: () => void;
  readonly onStdout?: (chunk: Buffer) => void;
  /** Called when frame n has been decoded and is proven to be this frame; `md5` is the picture's. */
  readonly onProven?: (n: number, md5: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** Nobody waits for it: it gives way to all else that this machine does. */
  readonly background?: boolean;
}

export interface RangeResult {
  /** The first frame whose picture is not the expected one (or is missing); null when all are. */
  readonly firstDifference: number | null;
  /** MD5s of the pictures from the first one on, as they were decoded, up to the first difference. */
  readonly md5: readonly string[];
  /**
   * What stands behind them. `md5`: each picture's hash is the one expected. `times`: nothing to compare with is known
   * yet, so it is only that decoding began at a picture that needs no other and every picture came at its time. Nothing
   * may be called verified on that alone.
   */
  readonly proof: 'md5' | 'times';
  readonly ended: Ended | null;
}

/** True when seeking in this original has given wrong pictures too often to be tried again. */
export const seeksAreVain = (input: FfmpegInput): boolean => (vainSeeks.get(input.file.path) ?? 0) >= VAIN_ENOUGH;

/** Thrown through the consumer of the MD5 list to end the child at the first wrong picture. */
class WrongPicture extends Error {
  readonly frame: number;
  constructor(frame: number) {
    super(`frame ${frame} differs`);
    this.frame = frame;
  }
}

/** `broke`: why the decoder ended before it had given all; then nothing is said of the pictures that are missing. */
type Decoded = Omit<RangeResult, 'proof'> & { readonly broke: string | null };

interface Attempt {
  /** Where to seek before decoding; null decodes from the start. */
  readonly seek: number | null;
  readonly selection: string;
}

/** How many seeks in vain each original has cost; such files are decoded from the start at once. */
const vainSeeks = new Map<string, number>();
const VAIN_ENOUGH = 2;
const LEAST_LIMIT_MS = 120_000;
/** Slowest decode that is waited for, per frame between the start of decoding and the last frame wanted. */
const MS_PER_FRAME = 2000;

/**
 * Decodes frames first..last into the outputs, proving every picture by its time and, where it is known, its MD5 while
 * it goes: first from the key frame before, then from an earlier one, and at last from the start of the file, where nothing but a changed original can
 * give other pictures. @throws AppError frame_out_of_range, ffmpeg_missing, ffmpeg_failed when the decoder itself broke
 * down, cancelled
 */
export async function decodeRange(request: RangeRequest): Promise<RangeResult> {
  const { index, first, last } = request;
  assertFrame(first, index.pts.length);
  assertFrame(last, index.pts.length);
  const expected = request.expected ?? index.md5?.slice(first, last + 1) ?? null;
  const proof = expected === null ? 'times' : 'md5';
  let result: Decoded = { firstDifference: first, md5: [], ended: null, broke: null };
  let vain = 0;
  for (const attempt of attemptsFor(request)) {
    request.onAttempt?.();
    result = await runAttempt(request, expected, attempt);
    if (result.firstDifference === null) break;
    // Another way to the same pictures needs as much memory, and from the start of three hours it takes half an hour.
    if (result.broke === NO_MEMORY) break;
    if (attempt.seek !== null) vain++;
  }
  if (result.firstDifference !== null && result.broke !== null) throw brokeDown(result.broke);
  // Seeks were to blame only if the right pictures came without them.
  if (vain > 0 && result.firstDifference === null)
    vainSeeks.set(request.input.file.path, (vainSeeks.get(request.input.file.path) ?? 0) + vain);
  const { firstDifference, md5, ended } = result;
  return { firstDifference, md5, ended, proof };
}

async function runAttempt(
  request: RangeRequest,
  expected: readonly string[] | null,
  attempt: Attempt,
): Promise<Decoded> {
  const { first, last, index, input } = request;
  const seen: string[] = [];
  let next = first;
  let hungry = false;
  // Where times repeat they are what ffmpeg's muxer made of times that run back, and depend on where decoding began.
  const timed = expected === null || timesTellApart(index);
  const reader = framemd5Reader((pts, md5) => {
    const late = timed && pts !== index.pts[next];
    const wrong = next > last || late || (expected !== null && md5 !== expected[next - first]);
    if (wrong) throw new WrongPicture(Math.min(next, last));
    seen.push(md5);
    request.onProven?.(next, md5);
    next++;
  });
  const proof = {
    options: ['-map', FIRST_FILM, '-vf', attempt.selection, '-frames:v', String(last - first + 1), ...FRAMEMD5_OPTIONS],
    target: 'pipe:3',
  };
  const seek =
    attempt.seek === null ? [] : ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', secondsText(attempt.seek)];
  const outputs = [...(request.outputs?.(attempt.selection) ?? []), proof];
  try {
    const ended = await runFfmpeg(request.program, {
      input,
      args: ffmpegArguments({ ...input, options: [...seek, ...countingOptions(index, attempt.selection)] }, outputs),
      limitMs: LEAST_LIMIT_MS + (last + 1) * MS_PER_FRAME,
      memoryBytes: memoryFor(index.width * index.height, request.use ?? (request.outputs ? 'picture' : 'decode')),
      writesFile: request.writesFile,
      signal: request.signal,
      background: request.background,
      onStdout: request.onStdout,
      onExtra: reader.push,
      onLine: (line) => {
        hungry ||= saysOutOfMemory(line);
      },
    });
    reader.end();
    return { firstDifference: next > last ? null : next, md5: seen, ended, broke: breakdownOf(ended) };
  } catch (error) {
    if (error instanceof WrongPicture)
      return { firstDifference: error.frame, md5: seen, ended: null, broke: hungry ? NO_MEMORY : null };
    throw error;
  }
}

function attemptsFor({ index, first, last, prerollSeconds = 0, input }: RangeRequest): Attempt[] {
  const byNumber = { seek: null, selection: numberSelection(index, first, last) };
  if (!timesTellApart(index)) return [byNumber];
  const selection = selectionOf(index, first, last);
  const fromStart = [{ seek: null, selection }, byNumber];
  if (seeksAreVain(input)) return fromStart;
  const [num, den] = index.timeBase;
  const from = (index.pts[first] ?? 0) - Math.ceil((prerollSeconds * den) / num);
  const settled = Math.max(0, lastAtOrBefore(index.pts, from));
  const key = keyFrameAtOrBefore(index, Math.min(first, settled));
  const earlier = keyFrameAtOrBefore(index, Math.max(0, key - 1));
  const seeks = [...new Set([key, earlier])].filter((n) => n > 0);
  return [...seeks.map((n) => ({ seek: ptsToSeconds(index.pts[n] ?? 0, index.timeBase), selection })), ...fromStart];
}

/**
 * Filters that let frames first..last of the whole stream pass. By time where times tell frames apart, because a
 * change of picture size in mid-stream starts ffmpeg's filters, and with them their counting, anew.
 */
export function selectionOf(index: KeptIndex, first: number, last: number): string {
  if (!timesTellApart(index)) return numberSelection(index, first, last);
  const [start, end] = [index.pts[first] ?? 0, index.pts[last] ?? 0];
  // trim must see a later frame to end the decoding; select alone would read on to the end of the file.
  return `select='gte(pts,${start})',trim=end_pts=${end + 1}`;
}

/** Counting goes on over a change of size; pictures of the other size become those that framemd5 hashes. */
function numberSelection(index: KeptIndex, first: number, last: number): string {
  const counted = `select='gte(n,${first})',trim=end_frame=${last - first + 1}`;
  return changesShape(index) ? `${counted},scale=w=${index.width}:h=${index.height}:flags=bicubic` : counted;
}

/** Input options that a selection needs: one that counts must not be started anew where the size changes. */
export function countingOptions(index: KeptIndex, selection: string): string[] {
  return changesShape(index) && selection.includes('gte(n,') ? ['-reinit_filter', '0'] : [];
}

const changesShape = ({ shapes }: KeptIndex): boolean => (shapes?.length ?? 0) > 1;

const tellApart = new WeakMap<KeptIndex, boolean>();

/** True when every picture is later than the one before, so that its time alone names it. */
export function timesTellApart(index: KeptIndex): boolean {
  const known = tellApart.get(index);
  if (known !== undefined) return known;
  const answer = index.pts.every((at, n) => n === 0 || at > (index.pts[n - 1] ?? at));
  tellApart.set(index, answer);
  return answer;
}

/** Rounded up to the microsecond, so that the seek does not fall just before the key frame it aims at. */
function secondsText(seconds: number): string {
  return (Math.ceil(seconds * 1e6 - 1e-3) / 1e6).toFixed(6);
}
