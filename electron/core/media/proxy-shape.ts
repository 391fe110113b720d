import type { Item } from '../../../shared/evidence.ts';
import type { DumpStream } from './dump-parser.ts';
import type { KeptIndex } from './index-file.ts';
import { SCALE_FLAGS } from './picture-filters.ts';

/** Frames per chunk, and from one key picture to the next. A chunk is a whole number of groups. */
export const CHUNK_FRAMES = 240;
export const PROXY_GOP = 12;
const MOST_SIDE = 1280;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size of the proxy's pictures: the upright one with square pixels, never enlarged, with even sides of at most 1280. */
export function proxySize({ width, height }: Size): Size {
  const factor = Math.min(1, MOST_SIDE / Math.max(width, height, 1));
  const even = (side: number) => Math.max(2, Math.floor((side * factor + 0.5) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/** The item's size as it is shown, or that of the decoded picture where the container states none. */
export function shownSize(item: Pick<Item, 'width' | 'height'>, index: Pick<KeptIndex, 'width' | 'height'>): Size {
  return { width: item.width ?? index.width, height: item.height ?? index.height };
}

/** YCbCr matrices that both H.264 (ITU-T H.264, table E-5) and ffmpeg's scaler know. */
const MATRICES = ['bt709', 'smpte170m', 'bt470bg', 'bt2020nc', 'fcc', 'smpte240m'];

/** The matrix that a stream states, such as `bt709`; null when it states none, or one that is no plain YCbCr. */
export function matrixOf(film: DumpStream | null): string | null {
  const words = /, [a-z0-9]+\(([^)]*)\)/.exec(film?.description ?? '')?.[1] ?? '';
  const stated = words.split(', ').map((word) => word.split('/')[0] ?? '');
  return stated.find((word) => MATRICES.includes(word)) ?? null;
}

/**
 * Filters from the chosen frames to the encoder: one size for the whole recording, in which pictures of another shape
 * get black borders; square pixels; 4:2:0 in limited range with a stated matrix. Colours are converted plainly: the
 * numbers of an HDR picture stay as they are. `ordered`: times ascend and are kept, else pictures are numbered.
 */
export function proxyFilters(
  selection: string,
  index: Pick<KeptIndex, 'width' | 'height'>,
  { width, height }: Size,
  matrix: string | null,
  ordered: boolean,
): string {
  const usual = `eq(iw,${index.width})*eq(ih,${index.height})`;
  const within = (side: number, other: string) => `max(2,2*round(min(${side},${other})/2))`;
  const w = `if(${usual},${width},${within(width, `${height}*dar`)})`;
  const h = `if(${usual},${height},${within(height, `${width}/dar`)})`;
  const colour = matrix === null ? ':out_color_matrix=bt601' : '';
  return [
    selection,
    ...(ordered ? [] : ['settb=1/25', 'setpts=N']),
    `scale=w='${w}':h='${h}':interl=-1:out_range=tv${colour}:flags=${SCALE_FLAGS}`,
    'format=yuv420p',
    `pad=w=${width}:h=${height}:x='2*floor((ow-iw)/4)':y='2*floor((oh-ih)/4)'`,
    'setsar=1',
    `setparams=field_mode=prog:range=tv:colorspace=${matrix ?? 'smpte170m'}:color_primaries=bt709:color_trc=bt709`,
  ].join(',');
}

/** One access unit per picture, in order, each chunk decodable alone; nothing in it names the encoder. */
export function proxyEncoding(): string[] {
  return [
    ...['-fps_mode', 'passthrough', '-enc_time_base', '-1'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'fastdecode', '-crf', '23', '-pix_fmt', 'yuv420p'],
    ...['-bf', '0', '-g', String(PROXY_GOP), '-keyint_min', String(PROXY_GOP), '-sc_threshold', '0'],
    ...['-x264-params', 'aud=1:open-gop=0', '-flags:v', '+bitexact', '-bsf:v', 'filter_units=remove_types=6'],
    ...['-an', '-sn', '-dn', '-flush_packets', '1', '-f', 'h264'],
  ];
}
