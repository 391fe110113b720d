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

/** What a clip is made of. */
export interface ClipPictures {
  readonly index: KeptIndex;
  readonly first: number;
  readonly last: number;
  readonly film: DumpStream | null;
}

/**
 * Filters between the chosen frames and the encoder: time from 0, even size, 4:2:0 in limited range with the source's
 * colour described as it was.
 */
export const clipFilters = (selection: string, pictures: ClipPictures): string =>
  [timedFilters(selection, pictures), shapedFilters(pictures)].join(',');

/** The chosen frames in ticks of the track: settb turns every PTS into them, and the first frame's are taken off. */
export function timedFilters(selection: string, pictures: ClipPictures): string {
  const { index, first } = pictures;
  const times = risingTimes(pictures, firstTicks(index, first));
  return [selection, `settb=1/${timescaleOf(index.timeBase)}`, `setpts='${times}'`].join(',');
}

/** Even size and 4:2:0 in limited range. */
export function shapedFilters(pictures: ClipPictures): string {
  const { index, film } = pictures;
  const fields = fieldsOf(pictures);
  // RGB has no matrix of its own; the one that it is turned into YCbCr with is stated.
  const matrix = isRgb(film) ? ':out_color_matrix=bt601' : '';
  const tags = isRgb(film) ? 'setparams=range=tv:colorspace=smpte170m' : 'setparams=range=tv';
  return [
    // Chroma of two fields must not be mixed when its lines are halved.
    `scale=${evenSize(index)}:interl=${fields === 'progressive' ? 0 : 1}:out_range=tv${matrix}:flags=${flagsFor(index)}`,
    ...(isOdd(index) ? [`setsar=${uprightSar(film).join('/')}`] : []),
    'format=yuv420p',
    tags,
    `setfield=${{ progressive: 'prog', top: 'tff', bottom: 'bff' }[fields]}`,
  ].join(',');
}

/**
 * How the clip's lines are coded: as the recording's own fields, so that what says "interlaced" is, and its chroma stays
 * in its lines. A picture that was turned has no fields any more, and 4:2:0 fields need a height divisible by four.
 */
export function fieldsOf({ index, film }: ClipPictures): KeptIndex['fieldOrder'] {
  const lying = film !== null && film.rotation % 180 !== 0;
  return index.height % 4 === 0 && !lying ? index.fieldOrder : 'progressive';
}

/** What is not as in the source, in words of a recipe. */
export function pictureNotes(pictures: ClipPictures): Record<string, string> {
  const { index, film, first, last } = pictures;
  const { width, height } = index;
  const even = (side: number) => side + (side % 2);
  const format = film?.pixelFormat ?? '';
  const { rise } = stepsOf(index, first, last);
  return {
    ...(format === '' || format === 'yuv420p' ? {} : { pixels: `${format} to yuv420p` }),
    ...(isRgb(film) ? { matrix: 'RGB to BT.601 (smpte170m)' } : {}),
    ...(isFullRange(film) || isRgb(film) ? { range: 'full to limited' } : {}),
    ...(isOdd(index) ? { size: `${width}x${height} scaled to ${even(width)}x${even(height)}` } : {}),
    ...(rise ? {} : { times: 'pictures whose times repeat or run back are one usual step apart' }),
  };
}

export const isRgb = (film: DumpStream | null): boolean =>
  /^(rgb|bgr|gbr|argb|abgr|pal8|0rgb|0bgr|monow|monob|x2rgb|x2bgr)/.test(film?.pixelFormat ?? '');

export const isFullRange = (film: DumpStream | null): boolean =>
  /^yuvj/.test(film?.pixelFormat ?? '') || /^[a-z0-9_]+\(pc\b/.test(colourPart(film));

/** The matrix between RGB and what is stored, by swscale's name; BT.601 where nothing is said, as swscale does. */
export function matrixOf(film: DumpStream | null): 'bt709' | 'bt2020' | 'bt601' {
  const matrix = /^[a-z0-9_]+\((?:(?:tv|pc), )?([a-z0-9-]+)/.exec(colourPart(film))?.[1] ?? '';
  if (matrix.startsWith('bt2020')) return 'bt2020';
  return matrix === 'bt709' ? 'bt709' : 'bt601';
}

/** `yuv420p10le(pc, bt709)` of a stream's description. */
const colourPart = (film: DumpStream | null): string => {
  const format = film?.pixelFormat ?? null;
  const description = film?.description ?? '';
  return format === null ? '' : description.slice(Math.max(0, description.indexOf(`, ${format}`) + 2));
};

/**
 * 4:2:0 needs even sides, so an odd side becomes one pixel longer. The whole picture is scaled to it: a column that is
 * only added would shift all others against the edge, and the clip would no longer lie exactly upon its source.
 */
const evenSize = (index: KeptIndex): string => (isOdd(index) ? "w='ceil(iw/2)*2':h='ceil(ih/2)*2'" : 'w=iw:h=ih');
const isOdd = ({ width, height }: KeptIndex): boolean => (width | height) % 2 !== 0;
const flagsFor = (index: KeptIndex): string => (isOdd(index) ? SCALE_FLAGS.replace('bicubic', 'lanczos') : SCALE_FLAGS);

/** The shape of a pixel after rotation; the scale filter would change it by the one pixel that a side gains. */
function uprightSar(film: DumpStream | null): readonly [number, number] {
  const [num, den] = film?.sar ?? [1, 1];
  return film !== null && film.rotation % 180 !== 0 ? [den, num] : [num, den];
}

/** Width of the upright picture with square pixels, as a still has it. */
export function squareWidth({ index, film }: ClipPictures): number {
  const [num, den] = uprightSar(film);
  return Math.max(1, Math.round(num > 0 && den > 0 ? (index.width * num) / den : index.width));
}

/**
 * MP4 needs every picture later than the one before. Where the recording's times repeat or run back, such a picture
 * comes one usual step after the one before it, and all after it keep their distances.
 */
function risingTimes({ index, first, last }: ClipPictures, start: string): string {
  const { rise, usual } = stepsOf(index, first, last);
  if (rise) return `PTS-${start}`.replace('--', '+');
  return `if(isnan(PREV_INPTS),0,PREV_OUTPTS+if(gt(PTS,PREV_INPTS),PTS-PREV_INPTS,${usual}))`;
}

type Times = Pick<KeptIndex, 'timeBase' | 'pts'>;

/** When each picture of the clip comes, in ticks of its track from 0: what the filter of {@link risingTimes} gives. */
export function clipTimes({ index, first, last }: { index: Times; first: number; last: number }): number[] {
  const { rise, usual } = stepsOf(index, first, last);
  const times = [0];
  for (let n = first + 1; n <= last; n++) {
    const step = Number(ticksOf(index, n) - ticksOf(index, n - 1));
    times.push((times.at(-1) ?? 0) + (rise || step > 0 ? step : usual));
  }
  return times;
}

/** Whether every step inside the interval leads on by a tick of the clip or more, and the usual step in such ticks. */
function stepsOf(index: Times, first: number, last: number): { rise: boolean; usual: number } {
  const steps: number[] = [];
  let rise = true;
  for (let n = first + 1; n <= last; n++) {
    const step = Number(ticksOf(index, n) - ticksOf(index, n - 1));
    if (step > 0) steps.push(step);
    else rise = false;
  }
  steps.sort((a, b) => a - b);
  return { rise, usual: steps[steps.length >> 1] ?? Math.round(timescaleOf(index.timeBase) / 25) };
}

/** PTS of the first frame in ticks of the track. */
const firstTicks = (index: KeptIndex, first: number): string => String(ticksOf(index, first));

/** PTS of frame n in ticks of the track, rounded as settb rounds (to nearest, halves away from zero). */
function ticksOf(index: Times, n: number): bigint {
  const [num, den] = index.timeBase;
  const exact = BigInt(index.pts[n] ?? 0) * BigInt(num) * BigInt(timescaleOf(index.timeBase));
  const size = exact < 0n ? -exact : exact;
  const rounded = (size * 2n + BigInt(den)) / (2n * BigInt(den));
  return exact < 0n ? -rounded : rounded;
}
