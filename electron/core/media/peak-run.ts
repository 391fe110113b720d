import { ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import type { Ended } from './launch.ts';
import { type PeakMeter, peakMeter } from './peak-meter.ts';
import type { SoundRequest } from './sound-file.ts';
import { micro } from './sound-span.ts';

/** Of a sample: its time in samples of the sound's own rate, on the clock of the pictures. */
export interface SoundTime {
  readonly samples: number;
  readonly rate: number;
}

/** Peaks of a sound that are being read. */
export interface PeakRun {
  readonly meter: PeakMeter;
  /** The first sample that decodes; null when there is none. Known long before the end. */
  readonly begin: Promise<SoundTime | null>;
  /** Null when it was stopped because nothing more was needed. @throws AppError cancelled, ffmpeg_missing */
  readonly ended: Promise<Ended | null>;
  stop(): void;
}

export type PeakRequest = Omit<SoundRequest, 'sound'>;

const LEAST_LIMIT_MS = 10 * 60_000;
/** Sound may begin before the pictures and end after them; what a broken clock puts further away is left out. */
const MARGIN_SECONDS = 600;
const HOLE_SECONDS = 0.02;
/** Sound decoded before the wanted place, until the decoder's memory of what came before no longer matters. */
const RUN_UP_SECONDS = 5;

/** Arguments of ffmpeg for both outputs: samples on standard output, the first one's time on descriptor 3. */
function argumentsOf({ input, span }: PeakRequest, from: SoundTime | null): string[] {
  const begin = from === null ? null : from.samples / from.rate;
  const near =
    span === null ? [] : [`atrim=start=${micro(span.start - MARGIN_SECONDS)}:end=${micro(span.end + MARGIN_SECONDS)}`];
  const cut = [...near, ...(begin === null ? [] : [`atrim=start=${micro(begin)}`])];
  // A hole at the very beginning is filled, too: the first peak is that of `from`.
  const first = from === null ? '' : `:first_pts=${from.samples}`;
  const filled = [
    `aresample=async=1:min_hard_comp=${HOLE_SECONDS}${first}`,
    // Packets of 20 ms would make ten times as many turns between the filters and the pipe.
    ...['aformat=channel_layouts=mono|stereo', 'asetnsamples=n=8192:p=0'],
  ];
  const map = (filters: readonly string[]) => [
    ...['-map', '0:a:0'],
    ...(filters.length > 0 ? ['-af', filters.join(',')] : []),
  ];
  const samples = {
    // Not flushed with every packet: the pipe would be read eight times as often.
    options: [
      ...[...map([...cut, ...filled]), '-c:a', 'pcm_s16le', '-fflags', '+bitexact', '-flags:a', '+bitexact'],
      ...['-flush_packets', '0', '-f', 'wav'],
    ],
    target: 'pipe:1',
  };
  const head = {
    options: [...map(cut), '-frames:a', '1', '-flush_packets', '1', '-f', 'framecrc'],
    target: 'pipe:3',
  };
  const seek = begin === null ? [] : ['-noaccurate_seek', '-ss', micro(begin - RUN_UP_SECONDS)];
  return ffmpegArguments({ ...input, options: seek }, [samples, head]);
}

/**
 * Starts reading the peaks of the first sound stream, from its first sample or from a later one on. Holes are silence.
 * `onPeaks` is told after every chunk. The sound itself is never kept: it passes through a pipe.
 */
export function startPeaks(request: PeakRequest, from: SoundTime | null, onPeaks: () => void): PeakRun {
  const enough = new AbortController();
  const meter = peakMeter(() => enough.abort());
  const begin = Promise.withResolvers<SoundTime | null>();
  const { program, seconds, work } = request;
  let head = '';
  const run = runFfmpeg(program, {
    input: request.input,
    args: argumentsOf(request, from),
    limitMs: LEAST_LIMIT_MS + (seconds ?? 0) * 1000,
    signal: AbortSignal.any([work.signal, enough.signal]),
    background: true,
    onStdout: (chunk) => {
      meter.push(chunk);
      onPeaks();
    },
    onExtra: (chunk) => {
      head += chunk.toString('latin1');
      const time = firstTime(head);
      if (time !== null) begin.resolve(time);
    },
  });
  const ended = run
    .catch((error: unknown): null => {
      if (enough.signal.aborted && !work.signal.aborted) return null;
      throw error;
    })
    .finally(() => begin.resolve(null));
  return { meter, begin: begin.promise, ended, stop: () => enough.abort() };
}

/** Time of the first packet that ffmpeg's framecrc lists; null while its line has not come. */
function firstTime(text: string): SoundTime | null {
  const base = /^#tb 0: (\d+)\/(\d+)/m.exec(text);
  const rate = Number(/^#sample_rate 0: (\d+)$/m.exec(text)?.[1]);
  const row = /^0,\s*(-?\d+),\s*(-?\d+),/m.exec(text);
  if (base === null || row === null || !(rate > 0)) return null;
  return { samples: Math.round((Number(row[2]) * Number(base[1]) * rate) / Number(base[2])), rate };
}
