import { ptsToSeconds } from '../../../shared/time.ts';
import type { Work } from '../progress.ts';
import { type AudioCourse, audioCourse } from './audio-course.ts';
import { type Dump, filmOf, soundOf } from './dump-parser.ts';
import { type FfmpegInput, FIRST_FILM, ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import { parseLogLine } from './ffmpeg-log.ts';
import { type PacketRow, packetJoiner, packetRows } from './packet-rows.ts';
import { type ParameterCourse, parameterCourse } from './parameter-course.ts';
import { PARAMETER_FILTERS, type ParameterCodec } from './parameter-sets.ts';
import { type StreamTag, streamTags } from './stream-tags.ts';

/** What a recording's packets say about its course, without a picture being decoded. */
export interface StreamCourse {
  /** False when reading was stopped before the end. */
  readonly whole: boolean;
  readonly tags: readonly StreamTag[];
  /** Null for codecs whose parameters are not read. */
  readonly parameters: ParameterCourse | null;
  /** Null when there is no sound. */
  readonly sound: AudioCourse | null;
}

const LEAST_LIMIT_MS = 60_000;
/** Slowest disk that is still waited for: 20 MB a second. */
const BYTES_PER_MS = 20_000;

interface Wanted {
  readonly codec: ParameterCodec | null;
  readonly film: boolean;
  readonly sound: boolean;
  /** Length that the container states; null where it states none. */
  readonly seconds: number | null;
}

/**
 * Reads a recording once from start to end without decoding it: the parameters at key frames, and the times of all
 * sound packets. Where the filters cannot read the film, its sound is still read. Tells the share of its bytes.
 * @throws AppError ffmpeg_missing, cancelled
 */
export async function readStreamCourse(
  program: string | null,
  input: FfmpegInput,
  dump: Dump,
  bytes: number,
  work: Work,
): Promise<StreamCourse> {
  const film = filmOf(dump);
  const codec = film !== null && film.codec in PARAMETER_FILTERS ? (film.codec as ParameterCodec) : null;
  const wanted = { codec, film: film !== null, sound: soundOf(dump) !== null, seconds: dump.durationSeconds };
  const read = await readOnce(program, input, wanted, bytes, work);
  if (read.whole || codec === null || (read.parameters?.packets ?? 0) > 0) return read;
  return readOnce(program, input, { ...wanted, codec: null }, bytes, work);
}

async function readOnce(
  program: string | null,
  input: FfmpegInput,
  { codec, film, sound, seconds }: Wanted,
  bytes: number,
  work: Work,
): Promise<StreamCourse> {
  const tags = streamTags();
  const parameters = codec === null ? null : parameterCourse(codec);
  const audio = sound ? audioCourse() : null;
  const joiner = packetJoiner((pts, packet) => parameters?.add(pts, packet));
  const tell = shareTeller(seconds, bytes, work);
  const rows = packetRows((row) => {
    tell(row);
    if (codec !== null && row.stream === 0) {
      parameters?.timeBaseIs(row.timeBase);
      joiner.expect(row.pts, row.bytes);
    } else audio?.add(row);
  });
  const units = codec === null ? [] : ['-map', FIRST_FILM, '-c:v', 'copy', '-bsf:v', PARAMETER_FILTERS[codec]];
  const sounds = sound ? ['-map', '0:a:0', '-c:a', 'copy'] : [];
  // A film of which nothing else is read is opened for its tags alone.
  const alone = units.length + sounds.length === 0 && film ? ['-map', FIRST_FILM, '-c', 'copy', '-frames:v', '1'] : [];
  const outputs = [{ options: [...units, ...sounds, ...alone, '-f', 'framecrc'], target: 'pipe:1' }];
  if (codec !== null) outputs.push({ options: [...units, '-f', 'data'], target: 'pipe:3' });
  const ended = await runFfmpeg(program, {
    input,
    // Most demuxers then hand over key frames only, which spares most of the reading.
    args: ffmpegArguments({ ...input, options: ['-discard:v', 'nokey'] }, outputs, 'info'),
    limitMs: LEAST_LIMIT_MS + bytes / BYTES_PER_MS,
    signal: work.signal,
    onStdout: rows.push,
    onExtra: joiner.push,
    onLine: (text) => {
      const line = parseLogLine(text);
      if (line?.level === 'info') tags.add(line.text);
    },
  });
  rows.end();
  const whole = ended.code === 0 && !ended.timedOut;
  return { whole, tags: tags.all(), parameters: parameters?.result() ?? null, sound: audio?.result() ?? null };
}

/** Tells how many of the `bytes` have been read, as the times of the packets show; nothing where the length is unknown. */
function shareTeller(seconds: number | null, bytes: number, work: Work): (row: PacketRow) => void {
  let first: number | null = null;
  let told = -1;
  return ({ pts, timeBase }) => {
    if (seconds === null || seconds <= 0 || !Number.isSafeInteger(pts)) return;
    const at = ptsToSeconds(pts, timeBase);
    first ??= at;
    const done = Math.floor(bytes * Math.min(1, (at - first) / seconds));
    if (done <= told) return;
    told = done;
    work.onStep({ step: 'Reading how the recording runs', done, total: bytes, unit: 'bytes' });
  };
}
