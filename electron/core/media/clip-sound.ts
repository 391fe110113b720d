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
 * Filters that leave exactly the sound of frames first..last: cut at the sample, silence where the source has a hole
 * or ends early, and the length of the interval whatever comes.
 */
export function soundFilters(index: KeptIndex, first: number, last: number, sampleRate: number): string {
  const rate = AAC_RATES.includes(sampleRate) ? sampleRate : 48_000;
  const { start, end } = intervalSeconds(index, first, last);
  const samples = Math.max(1, Math.round((end - start) * rate));
  return [
    // The cut comes first, so that no later filter can mix in what lies outside.
    `atrim=start=${micro(start)}:end=${micro(end)}`,
    `aresample=${rate}:async=1:min_hard_comp=${HOLE_SECONDS}:first_pts=${Math.round(start * rate)}`,
    'aformat=channel_layouts=mono|stereo|3.0|4.0|5.0|5.1|7.1',
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
    'asetpts=N/SR/TB',
  ].join(',');
}

/** ffmpeg reads times to the microsecond. */
const micro = (seconds: number) => seconds.toFixed(6);
