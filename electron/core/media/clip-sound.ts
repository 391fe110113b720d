import { intervalSeconds } from '../../../shared/frames.ts';
import { type DumpStream, soundOf } from './dump-parser.ts';
import type { KeptIndex } from './index-file.ts';
import type { Opened } from './probe.ts';

/** Sample rates that AAC knows (ISO/IEC 14496-3, table 1.18). */
const AAC_RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000];
/** Timestamps of some containers are rounded to milliseconds; only larger jumps are holes. */
const HOLE_SECONDS = 0.02;

/** The sound stream of an original, or null when it has none that could be decoded. */
export function usableSound(opened: Opened): DumpStream | null {
  const sound = soundOf(opened.dump);
  return sound === null || sound.codec === 'none' || sound.sampleRate === null ? null : sound;
}

/**
 * True where the sound of frames first..last can be laid beside them. Three pictures at one time are what ffmpeg's muxer
 * makes of times that run back: then nobody knows which sound belongs to them.
 */
export function soundFits({ pts }: KeptIndex, first: number, last: number): boolean {
  for (let n = first + 2; n <= last; n++) if ((pts[n] ?? 0) <= (pts[n - 2] ?? 0)) return false;
  return true;
}

export const clipRate = (sampleRate: number): number => (AAC_RATES.includes(sampleRate) ? sampleRate : 48_000);

/** Samples of each channel that the sound of frames first..last has at this rate. */
export function clipSamples(index: KeptIndex, first: number, last: number, rate: number): number {
  const { start, end } = intervalSeconds(index, first, last);
  return Math.max(1, Math.round((end - start) * rate));
}

/**
 * Filters that leave exactly the sound of frames first..last: cut at the sample, silence where the source has a hole
 * or ends early, and the length of the interval whatever comes.
 */
export function soundFilters(index: KeptIndex, first: number, last: number, sampleRate: number): string {
  const rate = clipRate(sampleRate);
  const { start, end } = intervalSeconds(index, first, last);
  const samples = clipSamples(index, first, last, rate);
  return [
    // The cut comes first, so that no later filter can mix in what lies outside.
    `atrim=start=${micro(start)}:end=${micro(end)}`,
    // swresample counts first_pts in samples of its input, so the rate is changed before.
    `aresample=${rate}`,
    `aresample=${rate}:async=1:min_hard_comp=${HOLE_SECONDS}:first_pts=${Math.round(start * rate)}`,
    'aformat=channel_layouts=mono|stereo|3.0|4.0|5.0|5.1|7.1',
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
    'asetpts=N/SR/TB',
  ].join(',');
}

/** What the clip's sound is, where that is not plainly the source's. */
export function soundNotes(opened: Opened, kept: boolean, fits: boolean): Record<string, string> {
  const tracks = opened.dump.streams.filter(({ type }) => type === 'audio');
  const sound = usableSound(opened);
  if (tracks.length === 0) return {};
  if (!fits) return { sound: 'left out, because times of the pictures run back or stand still' };
  if (!kept || sound === null) return { sound: 'left out, because it does not decode' };
  const which: Record<string, string> = tracks.length > 1 ? { soundTrack: `the first of ${tracks.length}` } : {};
  const rate = clipRate(sound.sampleRate ?? 0);
  return rate === sound.sampleRate ? which : { ...which, sampleRate: `${sound.sampleRate} to ${rate} Hz` };
}

/** ffmpeg reads times to the microsecond. */
const micro = (seconds: number) => seconds.toFixed(6);
