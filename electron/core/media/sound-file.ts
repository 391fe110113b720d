import { ptsToSeconds } from '../../../shared/time.ts';
import type { Work } from '../progress.ts';
import type { DumpStream } from './dump-parser.ts';
import { type FfmpegInput, ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import type { PictureSpan } from './sound-span.ts';
import { assertInTime, micro } from './sound-span.ts';
import { soundWriter } from './sound-writer.ts';

/** Rates that AAC knows and every browser plays (ISO/IEC 14496-3, table 1.18). */
const RATES = [48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000];
/** Timestamps of some containers are rounded to milliseconds; only larger jumps are holes. */
const HOLE_SECONDS = 0.02;
const LEAST_LIMIT_MS = 10 * 60_000;
/** Slowest encoder that is waited for, as a part of real time. */
const SLOWEST = 1;

export interface SoundRequest {
  readonly program: string | null;
  readonly input: FfmpegInput;
  readonly sound: DumpStream;
  /** Null for sound without pictures. */
  readonly span: PictureSpan | null;
  /** How long it claims to last, for progress and for the limit; null when nobody knows. */
  readonly seconds: number | null;
  readonly work: Work;
}

/**
 * The filters that put sound on the clock of the pictures: what lies before frame 0 or after the last one is cut, holes
 * and a late beginning become silence. Without pictures it begins at its own beginning.
 */
export function alignedSound(sampleRate: number, span: PictureSpan | null): string {
  const rate = RATES.includes(sampleRate) ? sampleRate : 48_000;
  // swresample counts first_pts in samples of its input, so the rate is changed before.
  const filled = (first: number) =>
    `aresample=${rate},aresample=${rate}:async=1:min_hard_comp=${HOLE_SECONDS}:first_pts=${first}`;
  const cut =
    span === null
      ? ['asetpts=PTS-STARTPTS', filled(0)]
      : [`atrim=start=${micro(span.start)}:end=${micro(span.end)}`, filled(Math.round(span.start * rate))];
  return [...cut, 'aformat=channel_layouts=mono|stereo', 'asetpts=N/SR/TB'].join(',');
}

/**
 * Writes the sound as MP4 with AAC; its time 0 is the time of frame 0. False when no sound of the stream decodes within
 * the time of the pictures. `write` receives the file from start to end. @throws AppError cancelled
 */
export async function makeSound(request: SoundRequest, write: (data: Buffer) => void): Promise<boolean> {
  const { program, input, sound, span, seconds, work } = request;
  const output = {
    options: [
      ...['-map', '0:a:0', '-af', alignedSound(sound.sampleRate ?? 48_000, span), '-vn', '-sn', '-dn'],
      ...['-c:a', 'aac', '-b:a', '128k', '-flags:a', '+bitexact', '-fflags', '+bitexact'],
      ...['-flush_packets', '0', '-f', 'adts'],
    ],
    target: 'pipe:1',
  };
  const writer = soundWriter(write);
  const ended = await runFfmpeg(program, {
    ...{ input, args: withProgress(ffmpegArguments(input, [output])) },
    limitMs: LEAST_LIMIT_MS + ((seconds ?? 0) * 1000) / SLOWEST,
    writesFile: true,
    signal: work.signal,
    background: true,
    onStdout: writer.push,
    onExtra: soundProgress('Making the sound', seconds, work),
  });
  assertInTime(ended, 'Making the sound');
  return ended.code === 0 && writer.end();
}

/** ffmpeg's own progress, as key=value lines on file descriptor 3. */
export const withProgress = (args: readonly string[]): string[] => ['-progress', 'pipe:3', ...args];

export function soundProgress(step: string, seconds: number | null, work: Work): (chunk: Buffer) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const at = /^out_time_us=(\d+)$/.exec(line)?.[1];
      if (at === undefined) continue;
      const done = Math.floor(ptsToSeconds(Number(at), [1, 1_000_000]));
      work.onStep({ step, done, total: seconds === null ? null : Math.max(done, Math.ceil(seconds)), unit: 'seconds' });
    }
  };
}
