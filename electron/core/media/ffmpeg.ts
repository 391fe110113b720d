import fluent from 'fluent-ffmpeg';
import { AppError } from '../../../shared/errors.ts';
import type { FileSource } from '../store/file-source.ts';
import { decodersFor } from './decoder-lists.ts';
import { saysOutOfMemory } from './ffmpeg-log.ts';
import type { Family } from './file-families.ts';
import { type Ended, type Launch, launch } from './launch.ts';
import { serveSealed } from './sealed-source.ts';

/** An original as ffmpeg may open it: a file named by hash, and the one demuxer that our own sniff chose. */
export interface FfmpegInput {
  readonly file: FileSource;
  readonly demuxer: string;
  /** The decoders that may run on it; null for a file of our own making. */
  readonly decoders: readonly string[] | null;
  /** Options that only this run needs, such as a seek. */
  readonly options?: readonly string[];
  /** Paths of films that png-film.ts made for this run; they are inputs 1, 2, … */
  readonly films?: readonly string[];
  /** Paths of clips that clips.ts made, as inputs behind the films. */
  readonly clips?: readonly string[];
}

/** An original of this family as ffmpeg may open it; null when ffmpeg must not see it. */
export function inputFor(file: FileSource, family: Family): FfmpegInput | null {
  const { demuxer } = family;
  return demuxer === null ? null : { file, demuxer, decoders: decodersFor(family) };
}

/** One output: its options, and where it goes (`pipe:1`, `pipe:3`, `-` or a path that the store gave). */
export interface FfmpegOutput {
  readonly options: readonly string[];
  readonly target: string;
}

/** fluent-ffmpeg's argument builder. Its types leave it out, although its own run() uses nothing else. */
interface ArgumentBuilder {
  input(source: string): ArgumentBuilder;
  /** Given two or more arguments, it takes each as it is; a single one it would split at spaces. */
  inputOptions(...options: string[]): ArgumentBuilder;
  output(target: string): ArgumentBuilder;
  outputOptions(...options: string[]): ArgumentBuilder;
  _getArguments(): string[];
}

const MAX_PIXELS = 1 << 28;
const MAX_ALLOC = 1 << 30;
const MAX_STREAMS = 200;

/**
 * Input options that keep a hostile file inside itself (measured: a protocol allow-list alone does not stop playlists
 * from reading their neighbours; a demuxer allow-list does), that keep decoders away from it which nobody's recordings
 * need, and that bound what it can make a decoder allocate.
 */
function inputOptions(input: FfmpegInput): string[] {
  return [
    ...(input.options ?? []),
    ...(input.file.seal === null ? ['-protocol_whitelist', 'file'] : OVER_LOOPBACK),
    ...['-format_whitelist', input.demuxer],
    ...(input.decoders === null ? [] : ['-codec_whitelist', input.decoders.join(',')]),
    ...['-max_streams', String(MAX_STREAMS)],
    ...['-max_pixels', String(MAX_PIXELS)],
    ...['-f', input.demuxer],
  ];
}

/** Films of our own making. One thread, because a decoder's waiting pictures would take memory and gain nothing. */
const FILM_OPTIONS = ['-protocol_whitelist', 'file', '-codec_whitelist', 'png', '-threads', '1', '-f', 'mov'];

/** Clips of our own making: H.264 in MP4. */
const CLIP_OPTIONS = ['-protocol_whitelist', 'file', '-codec_whitelist', 'h264', '-f', 'mov'];

/** A sealed original has its address only while it is lent. */
const addressOf = ({ path, seal }: FileSource): string => `${seal === null ? 'file' : 'sealed'}:${path}`;

/** Read from any place, over one connection after the other; the two protocols that it takes and no file. */
const OVER_LOOPBACK = ['-protocol_whitelist', 'http,tcp', '-seekable', '1', '-multiple_requests', '1'];

/**
 * Arguments of one ffmpeg run on an original. Every output takes all its pictures with their own times (`-copyts`).
 * `level` is the least severe log level wanted; lines carry their level, as ffmpeg-log.ts expects.
 */
export function ffmpegArguments(
  input: FfmpegInput,
  outputs: readonly FfmpegOutput[],
  level: 'error' | 'info' | 'verbose' = 'error',
): string[] {
  const command = fluent() as unknown as ArgumentBuilder;
  command.input(addressOf(input.file)).inputOptions(...inputOptions(input));
  for (const film of input.films ?? []) command.input(`file:${film}`).inputOptions(...FILM_OPTIONS);
  for (const clip of input.clips ?? []) command.input(`file:${clip}`).inputOptions(...CLIP_OPTIONS);
  for (const output of outputs) command.output(output.target).outputOptions(...output.options);
  return [
    ...['-nostdin', '-hide_banner', '-nostats', '-loglevel', `level+${level}`],
    ...['-max_alloc', String(MAX_ALLOC), '-copyts', '-y'],
    ...command._getArguments().filter((argument) => argument !== '-y'),
  ];
}

/** Options of an output that lists every picture with its own time and MD5, as frames.md defines the truth. */
export const FRAMEMD5_OPTIONS = [
  ...['-fps_mode', 'passthrough', '-enc_time_base', '-1'],
  ...['-flush_packets', '1', '-f', 'framemd5'],
] as const;

/** The first video stream that is a film and no cover picture. The same stream as `0:v:0` unless that is a cover. */
export const FIRST_FILM = '0:V:0';

export function missingFfmpeg(): AppError {
  return new AppError(
    'ffmpeg_missing',
    'This needs the program ffmpeg (5.1 or newer), which was not found. Install it (on Debian: apt-get install ffmpeg) or set its path in the settings, then try again.',
  );
}

export interface FfmpegEnded extends Ended {
  /** True when it said that it wanted more memory than it may have; what it gave is then not the whole. */
  readonly outOfMemory: boolean;
}

/** One run on an original: arguments that {@link ffmpegArguments} made, and the input they were made for. */
export interface FfmpegRun extends Omit<Launch, 'program' | 'reaches'> {
  readonly input: FfmpegInput;
}

/**
 * Runs ffmpeg. A sealed original is lent to this one child and taken back when it ends.
 * @throws AppError ffmpeg_missing, cancelled, verification_failed where a sealed original is not as it was written
 */
export async function runFfmpeg(program: string | null, { input, ...run }: FfmpegRun): Promise<FfmpegEnded> {
  if (program === null) throw missingFfmpeg();
  if (input.file.seal === null) return watched({ ...run, program });
  const served = await serveSealed(input.file);
  try {
    const address = addressOf(input.file);
    const args = run.args.map((argument) => (argument === address ? served.url : argument));
    const ended = await watched({ ...run, args, program, reaches: 'this machine' });
    const failure = served.failure();
    if (failure !== null) throw failure;
    return ended;
  } finally {
    await served.close();
  }
}

async function watched(run: Launch): Promise<FfmpegEnded> {
  let outOfMemory = false;
  // One stream too many is refused in the same words as memory that cannot be had.
  let crowded = false;
  const onLine = (line: string) => {
    crowded ||= line.includes('exceeds max_streams');
    outOfMemory ||= !crowded && saysOutOfMemory(line);
    run.onLine?.(line);
  };
  const ended = await launch({ ...run, onLine });
  return { ...ended, outOfMemory };
}

/** The version line, such as "ffmpeg version 5.1.9 …", or null when the program does not answer. */
export async function readVersion(program: string): Promise<string | null> {
  try {
    const { stdout, code } = await launch({ program, args: ['-version'], limitMs: 20_000 });
    const line = stdout.toString('utf8').split('\n', 1)[0]?.trim() ?? '';
    return code === 0 && line.startsWith('ffmpeg version ') ? line : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'ffmpeg_missing') return null;
    throw error;
  }
}
