import type { Warning } from '../../../shared/evidence.ts';
import type { FieldOrder } from '../../../shared/frames.ts';
import { ptsToSeconds } from '../../../shared/time.ts';
import type { Work } from '../progress.ts';
import { breakdownOf, NO_MEMORY } from './breakdown.ts';
import { declaredInDump } from './declared-count.ts';
import type { PictureShape } from './decoded-index.ts';
import { type DumpStream, filmOf, parseDump } from './dump-parser.ts';
import { type FfmpegInput, FIRST_FILM, FRAMEMD5_OPTIONS, ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import { isDecodeError, type LogLine, parseLogLine, tidyMessage } from './ffmpeg-log.ts';
import { framemd5Reader } from './framemd5.ts';
import type { KeptIndex } from './index-file.ts';
import { printsWriter } from './index-prints.ts';
import { memoryFor, moreMemory } from './memory-allowance.ts';
import { parseShowinfo } from './showinfo.ts';

const LEAST_LIMIT_MS = 10 * 60_000;
/** Slowest decode that is still waited for: 50 kB of file per second. */
const BYTES_PER_MS = 50;
/** A decoder that gives no picture and no word for this long hangs. */
const IDLE_MS = 120_000;
/**
 * Times that an edit list may show each picture before the recording counts as one without end, and the fewest pictures
 * that are asked whether it is: a list of a few kilobytes can make hours out of one second.
 */
const MOST_REPEATS = 4;
const FEWEST_ENDLESS = 1000;
const DUMP_LINES = 600;
/** Changes of size or format that are kept; a file with more has no steady picture at all. */
const MOST_SHAPES = 200;

/** What is known of a file before it is decoded. */
export interface DecodedFile {
  readonly bytes: number;
  /** Pictures that its header declares; null where it says nothing. */
  readonly declared: number | null;
  /** Samples that its tables list, which are all that there can be; null for other files than MP4 and MOV. */
  readonly stored: number | null;
}

/** What one decode of the whole stream gathers besides the list of pictures. */
interface Gathered {
  readonly keys: number[];
  shown: number;
  /** Interlaced pictures by the field that comes first. */
  readonly fields: { top: number; bottom: number };
  readonly shapes: PictureShape[];
  errors: number;
  firstError: LogLine | null;
  /** Video packets read, by stream number. */
  readonly packets: Map<number, number>;
  readonly dump: string[];
}

/**
 * Decodes the first film stream once, from start to end, and lists its pictures as frames.md defines the truth: in
 * presentation order, passthrough timing, upright, with MD5, key flag and field order. Null when there is no picture.
 * @throws AppError ffmpeg_missing, cancelled
 */
export async function decodeIndexOf(
  program: string | null,
  input: FfmpegInput,
  file: DecodedFile,
  work: Work,
): Promise<KeptIndex | null> {
  const first = await decodeWithin(memoryFor(null), program, input, file, work);
  const more = first.broke === NO_MEMORY ? moreMemory(first.film) : null;
  return more === null ? first.index : (await decodeWithin(more, program, input, file, work)).index;
}

/** Thrown through the consumer of the list to end a decode that would go on for ever. */
class Endless extends Error {}

interface Decode {
  readonly index: KeptIndex | null;
  readonly broke: string | null;
  readonly film: DumpStream | null;
}

/** One decode with so many bytes of memory. */
async function decodeWithin(
  memoryBytes: number,
  program: string | null,
  input: FfmpegInput,
  file: DecodedFile,
  work: Work,
): Promise<Decode> {
  const pts: number[] = [];
  const md5 = printsWriter();
  const gathered: Gathered = {
    keys: [],
    shown: 0,
    fields: { top: 0, bottom: 0 },
    shapes: [],
    errors: 0,
    firstError: null,
    packets: new Map(),
    dump: [],
  };
  const most = file.stored ? Math.max(FEWEST_ENDLESS, file.stored * MOST_REPEATS) : Number.POSITIVE_INFINITY;
  const progress = progressOf(gathered, file, work);
  const reader = framemd5Reader((at, hash) => {
    if (pts.length >= most) throw new Endless();
    pts.push(at);
    md5.add(hash);
    progress(pts.length, ptsToSeconds(at, reader.header.timeBase));
  });
  const output = { options: ['-map', FIRST_FILM, '-vf', 'showinfo=checksum=0', ...FRAMEMD5_OPTIONS], target: 'pipe:1' };
  let broke: string | null;
  try {
    const ended = await runFfmpeg(program, {
      input,
      args: ffmpegArguments(input, [output], 'verbose'),
      limitMs: LEAST_LIMIT_MS + file.bytes / BYTES_PER_MS,
      idleMs: IDLE_MS,
      memoryBytes,
      signal: work.signal,
      onStdout: reader.push,
      onLine: (line) => gather(gathered, line),
    });
    broke = breakdownOf(ended);
    reader.end();
  } catch (error) {
    if (!(error instanceof Endless)) throw error;
    broke = `was stopped, because the file shows its ${file.stored} pictures over and over`;
  }
  const film = filmOf(parseDump(gathered.dump));
  if (pts.length === 0) return { index: null, broke, film };
  const { timeBase, width, height } = reader.header;
  const { shapes } = gathered;
  // A decoder that was ended may have told of pictures whose hash never came.
  const keys = gathered.keys.filter((n) => n < pts.length);
  const plain = { source: 'decoder', timeBase, width, height, pts, keys, shapes } as const;
  const index = { ...plain, md5: md5.prints(), fieldOrder: fieldOrderOf(gathered), warnings: [] };
  return { index: { ...index, warnings: warningsOf(index, gathered, file, broke) }, broke, film };
}

/** A recording that has interlaced pictures is shown as interlaced; where both orders occur, the more frequent one counts. */
function fieldOrderOf({ fields: { top, bottom } }: Gathered): FieldOrder {
  if (top + bottom === 0) return 'progressive';
  return top >= bottom ? 'top' : 'bottom';
}

function gather(gathered: Gathered, text: string): void {
  const line = parseLogLine(text);
  if (line === null) return;
  if (line.source.startsWith('Parsed_showinfo')) {
    const frame = parseShowinfo(line.text);
    if (frame === null) return;
    if (frame.key) gathered.keys.push(gathered.shown);
    if (frame.fieldOrder !== 'progressive') gathered.fields[frame.fieldOrder]++;
    noteShape(gathered, frame.shape);
    gathered.shown++;
    return;
  }
  if (line.level === 'info' && gathered.dump.length < DUMP_LINES) gathered.dump.push(line.text);
  const packets = /Input stream #0:(\d+) \(video\): (\d+) packets read/.exec(line.text);
  if (packets) gathered.packets.set(Number(packets[1]), Number(packets[2]));
  if (isDecodeError(line)) {
    gathered.errors++;
    gathered.firstError ??= line;
  }
}

function noteShape({ shapes, shown }: Gathered, shape: string): void {
  if (shape === '' || shapes.at(-1)?.shape === shape || shapes.length >= MOST_SHAPES) return;
  shapes.push({ from: shown, shape });
}

/**
 * Progress in frames; the total is what the header declares, else a guess from the container's duration, which is known
 * once the dump has come.
 */
function progressOf(
  gathered: Gathered,
  { declared }: DecodedFile,
  work: Work,
): (frames: number, seconds: number) => void {
  let claimed: { seconds: number; start: number } | null = null;
  let first: number | null = null;
  return (frames, seconds) => {
    first ??= seconds;
    if (frames % 16 !== 1) return;
    if (claimed === null) {
      const dump = parseDump(gathered.dump);
      claimed = { seconds: dump.durationSeconds ?? 0, start: first };
    }
    const gone = seconds - claimed.start;
    const guess =
      claimed.seconds > 0 && gone > 0.2 ? Math.max(frames, Math.round((frames * claimed.seconds) / gone)) : null;
    const total = declared === null ? guess : Math.max(frames, declared);
    work.onStep({ step: 'Listing frames', done: frames, total, unit: 'frames' });
  };
}

function warningsOf(index: KeptIndex, gathered: Gathered, file: DecodedFile, broke: string | null): Warning[] {
  const warnings: Warning[] = [];
  if (gathered.errors > 0 && gathered.firstError !== null)
    warnings.push({
      code: 'decode_errors',
      message: `The decoder reported ${gathered.errors} ${gathered.errors === 1 ? 'fault' : 'faults'} in this recording (first: ${tidyMessage(gathered.firstError)}). Pictures near the faults may be wrong or missing.`,
    });
  if (broke !== null)
    warnings.push({
      code: 'decode_stopped',
      message: `The decoder ${broke}. ${index.pts.length} pictures are listed; others may be missing, and the list cannot be relied on as whole.`,
    });
  const dump = parseDump(gathered.dump);
  const film = filmOf(dump)?.index ?? -1;
  const declared = file.declared ?? declaredInDump(gathered.dump, film);
  const packets = gathered.packets.get(film) ?? null;
  const counts = countSentence(declared, packets, index.pts.length);
  if (counts !== null) warnings.push({ code: 'header_disagrees', message: counts });
  const duration = durationSentence(index, dump.durationSeconds);
  if (duration !== null) warnings.push({ code: 'duration_disagrees', message: duration });
  if (index.pts.some((at, n) => n > 0 && at <= (index.pts[n - 1] ?? at)))
    warnings.push({
      code: 'times_out_of_order',
      message:
        'Some pictures carry times that repeat or run backwards; frames are numbered in the order in which the decoder presents them.',
    });
  return warnings;
}

/** Names what the header declares, what the file stores and what the decoder presents; null where all agree. */
function countSentence(declared: number | null, packets: number | null, pictures: number): string | null {
  if ((declared ?? pictures) === pictures && (packets ?? pictures) === pictures) return null;
  const claims = [
    ...(declared === null ? [] : [`its header declares ${declared} pictures`]),
    ...(packets === null ? [] : [`it stores ${packets} video packets`]),
  ];
  const fields = packets === 2 * pictures ? ', because each picture is stored as two fields' : '';
  return `The file disagrees with the decoder: ${claims.join(', ')}, but the decoder presents ${pictures} pictures${fields}. Aigaq numbers the pictures.`;
}

function durationSentence(index: KeptIndex, claimed: number | null): string | null {
  const first = index.pts[0];
  const last = index.pts.at(-1);
  if (claimed === null || first === undefined || last === undefined) return null;
  const covered = ptsToSeconds(last - first, index.timeBase);
  if (Math.abs(claimed - covered) <= Math.max(2, covered * 0.1)) return null;
  return `The file claims to last ${claimed.toFixed(1)} s, but its pictures cover ${covered.toFixed(1)} s.`;
}
