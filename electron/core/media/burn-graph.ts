import { colourOf } from '../../../shared/annotation-pen.ts';
import { PATTERN_REACH, type RedactionLook } from '../../../shared/redaction-look.ts';
import { type ClipPictures, isFullRange, isRgb, matrixOf, shapedFilters, timedFilters } from './clip-picture.ts';
import { FIRST_FILM } from './ffmpeg.ts';

/** A film that ffmpeg burns into a clip: a mask with what stands in the place of what it hides, or the drawn notes. */
export interface BurnLayer {
  /** File name in the exhibit's folder. */
  readonly name: string;
  readonly path: string;
  /** Null for what is drawn over the pictures. */
  readonly look: RedactionLook | null;
  /** Upper left corner of a film that is smaller than the picture, in its pixels, both even. */
  readonly at?: { readonly x: number; readonly y: number };
}

/** Label of the graph's only output. */
export const BURNT = '[burnt]';

/** Formats in which pictures are burnt: planes of 8 bits with the chroma samples that the recording has. */
const FORMATS = ['yuv420p', 'yuvj420p', 'yuv422p', 'yuvj422p', 'yuv444p', 'yuvj444p'] as const;
type BurnFormat = (typeof FORMATS)[number] | 'gbrp';

function burnFormat({ film }: ClipPictures): BurnFormat {
  if (isRgb(film)) return 'gbrp';
  const own = film?.pixelFormat ?? '';
  const sampling = /^(nv12|nv21|p01)|420/.test(own) ? '420p' : /^(nv16|p21)|422/.test(own) ? '422p' : '444p';
  return FORMATS.find((format) => format === own) ?? (isFullRange(film) ? `yuvj${sampling}` : `yuv${sampling}`);
}

/** Filters to that format. What is marked as full range would be narrowed on the way, and be narrowed again for the clip. */
function toFormat(format: BurnFormat, { film }: ClipPictures): string {
  const isConverted = format !== 'gbrp' && format !== film?.pixelFormat && isFullRange(film);
  const converted = isConverted ? `scale=in_range=pc:out_range=pc,format=${format}` : `format=${format}`;
  return `${converted},${rangeOf(format, film)}`;
}

/**
 * States the range of picture and mask alike. ffmpeg 7 and newer bring ranges that differ into line, and a mask of 255
 * that was narrowed to 235 would let a part of the picture through.
 */
const rangeOf = (format: BurnFormat, film: ClipPictures['film']): string =>
  `setparams=range=${format === 'gbrp' || isFullRange(film) ? 'pc' : 'tv'}`;

/**
 * The filters of a clip with `layers` burnt in, the films being inputs 1, 2, … in their order. What is hidden goes
 * first, on pictures as they were decoded and before anything is scaled, so that no pixel of it gets anywhere; notes
 * are drawn over the result. Films have the clip's clock, and one of their pictures holds until the next comes.
 */
export function burnGraph(selection: string, pictures: ClipPictures, layers: readonly BurnLayer[]): string {
  const format = burnFormat(pictures);
  const chains = [`[${FIRST_FILM}]${timedFilters(selection, pictures)},${toFormat(format, pictures)}[p0]`];
  for (const [i, { look, at }] of layers.entries()) {
    const [film, from, to] = [`[${i + 1}:v:0]`, `p${i}`, `[p${i + 1}]`];
    if (look === null) chains.push(...noteChains(film, from, to, at, format, pictures));
    else chains.push(...hidingChains(film, from, to, look, format, pictures));
  }
  chains.push(`[p${layers.length}]${shapedFilters(pictures)}${BURNT}`);
  return chains.join(';');
}

function hidingChains(
  film: string,
  from: string,
  to: string,
  look: RedactionLook,
  format: BurnFormat,
  pictures: ClipPictures,
): string[] {
  return [
    `[${from}]split[${from}a][${from}b]`,
    `[${from}b]${lookFilters(look, format, pictures)},format=${format}[${from}h]`,
    ...maskChains(film, from, format, rangeOf(format, pictures.film)),
    `[${from}a][${from}h][${from}m]maskedmerge${to}`,
  ];
}

/** The grey mask as a picture of the burnt format that has it in every plane: alone it would hide only the luma. */
function maskChains(film: string, from: string, format: BurnFormat, range: string): string[] {
  const [w, h] = [/42[02]p$/.test(format), /420p$/.test(format)].map((halved) => (halved ? 2 : 1));
  if (w === 1) return [`${film}format=gray,mergeplanes=format=${format},${range}[${from}m]`];
  return [
    `${film}format=gray,split[${from}x][${from}y]`,
    // Masks consist of blocks, so that the nearest pixel is as good as all of them.
    `[${from}y]scale=w=ceil(iw/${w}):h=ceil(ih/${h}):flags=neighbor[${from}z]`,
    `[${from}x][${from}z]mergeplanes=format=${format}:map1s=1:map2s=1,${range}[${from}m]`,
  ];
}

/** What stands in the place of what is hidden: one colour, or the picture's average as a whole with a pattern on it. */
function lookFilters(look: RedactionLook, format: BurnFormat, pictures: ClipPictures): string {
  if (look.kind === 'solid') return solidFilter(colourOf(look.colour), format, pictures);
  const { width, height } = pictures.index;
  const cells = `w=${Math.ceil(width / look.cell)}:h=${Math.ceil(height / look.cell)}`;
  const noise = `${format === 'gbrp' ? 'all' : 'c0'}s=${2 * PATTERN_REACH}`;
  return [
    'scale=w=1:h=1:flags=area+accurate_rnd',
    `scale=${cells}:flags=neighbor`,
    // Evenly distributed and still: the default seed gives the same pattern everywhere.
    `noise=${noise}:${noise.replace(/s=.*/, 'f=u')}`,
    `scale=w=${width}:h=${height}:flags=${look.kind === 'pixelate' ? 'neighbor' : 'bilinear+accurate_rnd'}`,
  ].join(',');
}

const KR_KB = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] } as const;

/** Every pixel of one colour, given as `#rrggbb`. */
function solidFilter(colour: string, format: BurnFormat, { film }: ClipPictures): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  if (format === 'gbrp') return `lutrgb=r=${r}:g=${g}:b=${b}`;
  const [kr, kb] = KR_KB[matrixOf(film)];
  const [luma, chroma, black] = isFullRange(film) ? [1, 1, 0] : [219 / 255, 224 / 255, 16];
  const y = kr * r + (1 - kr - kb) * g + kb * b;
  const u = 128 + (chroma * (b - y)) / (2 * (1 - kb));
  const v = 128 + (chroma * (r - y)) / (2 * (1 - kr));
  return `lutyuv=y=${Math.round(black + luma * y)}:u=${Math.min(255, Math.round(u))}:v=${Math.min(255, Math.round(v))}`;
}

function noteChains(
  film: string,
  from: string,
  to: string,
  at: BurnLayer['at'],
  format: BurnFormat,
  { film: source }: ClipPictures,
) {
  const matrix = `out_color_matrix=${matrixOf(source)}:out_range=${isFullRange(source) ? 'pc' : 'tv'}`;
  const isPlain = format === 'gbrp';
  const drawn = isPlain ? 'format=gbrap' : `scale=${matrix},format=${format.replace(/^yuvj?/, 'yuva')}`;
  const way = isPlain ? 'gbrp' : format.replace(/^yuvj?(\d+)p$/, 'yuv$1');
  const place = at === undefined ? '' : `x=${at.x}:y=${at.y}:`;
  return [`${film}${drawn}[${from}n]`, `[${from}][${from}n]overlay=${place}format=${way}:eof_action=repeat${to}`];
}
