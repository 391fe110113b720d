import { coarserLevels, type Waveform } from '../../../shared/waveform.ts';
import type { Work } from '../progress.ts';
import { ffmpegArguments, runFfmpeg } from './ffmpeg.ts';
import type { Ended } from './launch.ts';
import { peakMeter } from './peak-meter.ts';
import type { SoundRequest } from './sound-file.ts';
import { assertInTime, micro } from './sound-span.ts';

const LEAST_LIMIT_MS = 10 * 60_000;
/** Sound may begin before the pictures and end after them; what a broken clock puts further away is left out. */
const MARGIN_SECONDS = 600;
const HOLE_SECONDS = 0.02;

/**
 * Peaks of the first sound stream, aligned to the time of frame 0. Holes are silence. Null when no sound decodes. The
 * sound itself is never kept: it passes through a pipe. @throws AppError cancelled, ffmpeg_failed
 */
export async function makeWaveform(request: Omit<SoundRequest, 'sound'>): Promise<Waveform | null> {
  const { program, input, span, seconds, work } = request;
  const near =
    span === null ? [] : [`atrim=start=${micro(span.start - MARGIN_SECONDS)}:end=${micro(span.end + MARGIN_SECONDS)}`];
  const map = (filters: readonly string[]) => [
    '-map',
    '0:a:0',
    ...(filters.length > 0 ? ['-af', filters.join(',')] : []),
  ];
  const filled = [...near, `aresample=async=1:min_hard_comp=${HOLE_SECONDS}`, 'aformat=channel_layouts=mono|stereo'];
  const samples = {
    // Not flushed with every packet of 20 ms: the pipe would be read eight times as often.
    options: [
      ...[...map(filled), '-c:a', 'pcm_s16le', '-fflags', '+bitexact', '-flags:a', '+bitexact'],
      ...['-flush_packets', '0', '-f', 'wav'],
    ],
    target: 'pipe:1',
  };
  const first = {
    options: [...map(near), '-frames:a', '1', '-flush_packets', '1', '-f', 'framecrc'],
    target: 'pipe:3',
  };

  const enough = new AbortController();
  const meter = peakMeter(() => enough.abort());
  let head = '';
  let told = 0;
  const run = runFfmpeg(program, {
    args: ffmpegArguments(input, [samples, first]),
    limitMs: LEAST_LIMIT_MS + (seconds ?? 0) * 1000,
    signal: AbortSignal.any([work.signal, enough.signal]),
    background: true,
    onStdout: (chunk) => {
      meter.push(chunk);
      if (meter.seconds() - told < 1) return;
      told = meter.seconds();
      tell(work, told, seconds);
    },
    onExtra: (chunk) => {
      head += chunk.toString('latin1');
    },
  });
  const ended = await run.catch((error: unknown): Ended | null => {
    if (enough.signal.aborted && !work.signal.aborted) return null;
    throw error;
  });
  if (ended !== null) assertInTime(ended, 'Reading the sound');
  const finest = meter.level();
  const begins = firstSeconds(head);
  if (finest.min.length === 0 || begins === null) return null;
  return { startSeconds: span === null ? 0 : begins - span.start, levels: coarserLevels(finest) };
}

function tell(work: Work, done: number, seconds: number | null): void {
  const total = seconds === null ? null : Math.max(Math.ceil(seconds), Math.floor(done));
  work.onStep({ step: 'Drawing the sound', done: Math.floor(done), total, unit: 'seconds' });
}

/** Time of the first packet that ffmpeg's framecrc lists. */
function firstSeconds(text: string): number | null {
  const base = /^#tb 0: (\d+)\/(\d+)/m.exec(text);
  const row = /^0,\s*(-?\d+),\s*(-?\d+),/m.exec(text);
  return base === null || row === null ? null : (Number(row[2]) * Number(base[1])) / Number(base[2]);
}
