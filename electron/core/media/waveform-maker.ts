import { coarserLevels, PEAKS_PER_SECOND, type Waveform, type WaveformLevel } from '../../../shared/waveform.ts';
import { type PeakRequest, type PeakRun, type SoundTime, startPeaks } from './peak-run.ts';
import { assertInTime } from './sound-span.ts';

/** Containers whose index leads to any place in the sound. */
const SEEKABLE = ['mov'];
/** Sound shorter than this is read in one go. */
const LONG_SECONDS = 600;
/** Longer claims are not believed. */
const MOST_SECONDS = 48 * 3600;

/** Where the second half of a sound begins: so many peaks after the first sample. */
interface Seam {
  readonly time: SoundTime;
  readonly peaks: number;
}

/**
 * Peaks of the first sound stream, aligned to the time of frame 0; holes are silence. Null when no sound decodes. A long
 * sound is read in two halves at a time. @throws AppError cancelled, ffmpeg_failed
 */
export async function makeWaveform(request: PeakRequest): Promise<Waveform | null> {
  const { span } = request;
  let seam: Seam | null = null;
  let second: PeakRun | null = null;
  let met = false;
  const report = progressOf(request);
  const tell = () => {
    const [head, tail] = [first.meter.seconds(), second?.meter.seconds() ?? 0];
    report(seam && tail > 0 ? Math.min(head, seam.peaks / PEAKS_PER_SECOND) + tail : head);
  };
  const first = startPeaks(request, null, () => {
    tell();
    // Without sound from the second half, the first goes on to the end.
    if (!seam || !second?.meter.seconds() || first.meter.peaks() < seam.peaks) return;
    met = true;
    first.stop();
  });
  const begin = await first.begin;
  seam = begin && seamOf(request, begin);
  if (seam !== null) second = startPeaks(request, seam.time, tell);
  const firstEnded = first.ended.finally(() => met || second?.stop());
  for (const ended of await Promise.all([firstEnded, second?.ended]))
    if (ended) assertInTime(ended, 'Reading the sound');
  const finest = met && second && seam ? joined(first, seam, second) : first.meter.level();
  if (finest.min.length === 0 || begin === null) return null;
  return { startSeconds: span === null ? 0 : begin.samples / begin.rate - span.start, levels: coarserLevels(finest) };
}

/** The middle of a long sound, on a border between peaks; null when it is read in one go. */
function seamOf({ input, seconds }: PeakRequest, begin: SoundTime): Seam | null {
  if (seconds === null || seconds < LONG_SECONDS || seconds > MOST_SECONDS) return null;
  if (!SEEKABLE.includes(input.demuxer)) return null;
  const half = Math.floor(seconds / 2);
  return { peaks: half * PEAKS_PER_SECOND, time: { rate: begin.rate, samples: begin.samples + half * begin.rate } };
}

function joined(first: PeakRun, { peaks }: Seam, second: PeakRun): WaveformLevel {
  const [a, b] = [first.meter.level(), second.meter.level()];
  const join = (of: (level: WaveformLevel) => Int8Array) => concat(of(a).subarray(0, peaks), of(b));
  return { peaksPerSecond: a.peaksPerSecond, min: join(({ min }) => min), max: join(({ max }) => max) };
}

function concat(a: Int8Array, b: Int8Array): Int8Array {
  const both = new Int8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Tells how far it is, not oftener than with every second of sound. */
function progressOf({ seconds, work }: PeakRequest): (done: number) => void {
  let told = 0;
  return (done) => {
    if (done - told < 1) return;
    told = done;
    const total = seconds === null ? null : Math.max(Math.ceil(seconds), Math.floor(done));
    work.onStep({ step: 'Drawing the sound', done: Math.floor(done), total, unit: 'seconds' });
  };
}
