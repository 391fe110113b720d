import { createHash } from 'node:crypto';
import type { KeptIndex } from './index-file.ts';
import type { PicturePrints } from './index-prints.ts';
import { CHUNK_FRAMES, PROXY_GOP, type Size } from './proxy-shape.ts';

/**
 * Names of the derived files of one recording. Each carries a mark of the list of frames that it was made by, so that
 * nothing made by another list is ever taken for it.
 */
export interface PreparedNames {
  readonly filmstrip: string;
  readonly waveform: string;
  readonly sound: string;
  chunk(k: number): string;
  /** Number of a chunk of this proxy, or null for every other name. */
  chunkOf(name: string): number | null;
  /** Stands for a file that could not be made from this original, so that nobody tries again and again. */
  none(name: string): string;
}

/** To be raised when files are made in another way. */
const VERSION = 1;

/** Names for a film with this list of frames, or for sound alone. */
export function preparedNames(index: KeptIndex | null, proxy: Size | null): PreparedNames {
  const times = index === null ? 'sound' : timesMark(index);
  const prints = index?.md5 ?? null;
  // Without proofs there is no proxy.
  const mark = index === null || prints === null || proxy === null ? null : proxyMark(index, prints, proxy);
  const pictures = mark === null ? null : `proxy-${mark}-`;
  return {
    filmstrip: `filmstrip-${times}.bin`,
    waveform: `waveform-${times}.bin`,
    sound: `sound-${times}.m4a`,
    chunk: (k) => `${pictures ?? 'proxy-none-'}${k}.h264`,
    chunkOf(name) {
      if (pictures === null || !name.startsWith(pictures)) return null;
      const digits = /^(0|[1-9]\d{0,7})\.h264$/.exec(name.slice(pictures.length))?.[1];
      return digits === undefined ? null : Number(digits);
    },
    none: (name) => `${name}.none`,
  };
}

/** True for names of this kind that belong to another list of frames: they serve nobody any more. */
export function isOutdated(name: string, names: PreparedNames): boolean {
  if (!/^(filmstrip|waveform|sound|proxy)-/.test(name)) return false;
  const current = [names.filmstrip, names.waveform, names.sound];
  return !current.includes(name.replace(/\.none$/, '')) && names.chunkOf(name) === null;
}

const knownTimes = new WeakMap<readonly number[], string>();

function timesMark({ pts, timeBase }: KeptIndex): string {
  const known = knownTimes.get(pts);
  if (known !== undefined) return known;
  const hash = createHash('sha256')
    .update(`${VERSION} ${timeBase.join('/')} `)
    .update(Float64Array.from(pts));
  const mark = hash.digest('hex').slice(0, 12);
  knownTimes.set(pts, mark);
  return mark;
}

const knownPictures = new WeakMap<PicturePrints, string>();

function proxyMark(index: KeptIndex, prints: PicturePrints, { width, height }: Size): string {
  const known = knownPictures.get(prints);
  const pictures = known ?? createHash('sha256').update(prints.bytes).digest('hex');
  knownPictures.set(prints, pictures);
  const how = [VERSION, width, height, CHUNK_FRAMES, PROXY_GOP, timesMark(index), pictures].join(' ');
  return createHash('sha256').update(how).digest('hex').slice(0, 12);
}
