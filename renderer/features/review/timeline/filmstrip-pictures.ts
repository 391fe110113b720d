import type { Filmstrip } from '../../../../shared/filmstrip.ts';
import { lastAtOrBefore } from '../../../../shared/frames.ts';
import { type SmallPicture, SmallPictures } from './small-pictures.ts';

const KEEP = 480;
const AT_ONCE = 4;

/** Position of the value nearest to `target` in ascending `values`; -1 when there is none. */
export function nearestAt(values: readonly number[], target: number): number {
  const before = lastAtOrBefore(values, target);
  const [left, right] = [values[before], values[before + 1]];
  if (right === undefined) return before;
  if (left === undefined) return before + 1;
  return target - left <= right - target ? before : before + 1;
}

/** The pictures of a filmstrip file by their place in it, decoded when they are wanted. */
export class FilmstripPictures<P extends SmallPicture> extends SmallPictures<P> {
  /** Numbers of the frames that have a picture, ascending. */
  readonly frames: readonly number[];
  readonly #keep: number;

  constructor(strip: Filmstrip, decode: (jpeg: Uint8Array) => Promise<P>, keep = KEEP) {
    super(async (i) => decode(strip.jpeg(i)), { keep, atOnce: AT_ONCE });
    this.frames = strip.frames;
    this.#keep = keep;
  }

  /**
   * Loads these first, then others from the whole length, as many as are kept: wherever the reader jumps, a picture that
   * is near is there at once.
   */
  wantAll(first: readonly number[]): void {
    const every = Math.ceil(this.frames.length / this.#keep);
    const spread = this.frames.map((_, i) => i).filter((i) => i % every === 0);
    this.want([...new Set([...first, ...spread])].slice(0, this.#keep));
  }

  /**
   * The picture nearest to frame n, with the number of the frame that it really shows. While that one is still being
   * decoded it is the nearest of those at hand; null when there is none.
   */
  nearest(n: number): { readonly n: number; readonly picture: P } | null {
    const i = nearestAt(this.frames, n);
    if (i < 0) return null;
    if (!this.has(i)) this.hurry(i);
    const away = (at: number) => Math.abs((this.frames[at] ?? Number.POSITIVE_INFINITY) - n);
    let best = -1;
    for (const at of this.held()) if (away(at) < away(best)) best = at;
    const picture = this.peek(best);
    return picture && { n: this.frames[best] ?? 0, picture };
  }
}
