import type { TimeBase } from '../../../shared/time.ts';
import type { DumpStream } from './dump-parser.ts';
import type { KeptIndex } from './index-file.ts';
import { SCALE_FLAGS } from './picture-filters.ts';

const LEAST_TIMESCALE = 1000;
const MOST_TIMESCALE = 1_000_000;

/**
 * The source's own clock where MP4 can carry it, so that no picture's time is rounded; nanosecond clocks become
 * microseconds, because 32-bit sample durations would overflow.
 */
export function timescaleOf([, den]: TimeBase): number {
  if (den > MOST_TIMESCALE) return MOST_TIMESCALE;
  return den * Math.max(1, Math.ceil(LEAST_TIMESCALE / den));
}

/**
 * Filters between the chosen frames and the encoder: time from 0, even size by at most one added row and column, 4:2:0
 * in limited range with the source's colour described as it was.
 */
export function clipFilters(selection: string, index: KeptIndex, first: number, film: DumpStream | null): string {
  const timescale = timescaleOf(index.timeBase);
  const isRgb = /^(rgb|bgr|gbr|argb|abgr|pal8|0rgb|0bgr|monow|monob)/.test(film?.pixelFormat ?? '');
  // RGB has no matrix of its own; the one that it is turned into YCbCr with is stated.
  const matrix = isRgb ? ':out_color_matrix=bt601' : '';
  const tags = isRgb ? 'setparams=range=tv:colorspace=smpte170m' : 'setparams=range=tv';
  return [
    selection,
    `settb=1/${timescale}`,
    // settb has turned every PTS into ticks; the first frame's are taken off.
    `setpts=PTS-${firstTicks(index, first)}`,
    `scale=w=iw:h=ih:interl=-1:out_range=tv${matrix}:flags=${SCALE_FLAGS}`,
    ...evenSize(index),
    'format=yuv420p',
    tags,
    'setfield=prog',
  ].join(',');
}

/**
 * 4:2:0 needs even sides. An odd side gets one more column or row, a copy of its last; this is done in 4:4:4, because
 * in 4:2:0 the pad filter rounds the picture down and would lose its last column.
 */
function evenSize({ width, height }: KeptIndex): string[] {
  const [right, bottom] = [width % 2, height % 2];
  if (right + bottom === 0) return [];
  return [
    'format=yuv444p',
    "pad=w='ceil(iw/2)*2':h='ceil(ih/2)*2':x=0:y=0",
    `fillborders=left=0:top=0:right=${right}:bottom=${bottom}:mode=smear`,
    `scale=w=iw:h=ih:flags=${SCALE_FLAGS}`,
  ];
}

/** PTS of the first frame in ticks of the track, rounded as settb rounds (to nearest, halves away from zero). */
function firstTicks(index: KeptIndex, first: number): string {
  const [num, den] = index.timeBase;
  const timescale = timescaleOf(index.timeBase);
  const exact = BigInt(index.pts[first] ?? 0) * BigInt(num) * BigInt(timescale);
  const size = exact < 0n ? -exact : exact;
  const rounded = (size * 2n + BigInt(den)) / (2n * BigInt(den));
  return String(exact < 0n ? -rounded : rounded);
}
