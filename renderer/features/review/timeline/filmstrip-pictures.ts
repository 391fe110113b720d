import type { Filmstrip } from '../../../../shared/filmstrip.ts';
import { lastAtOrBefore } from '../../../../shared/frames.ts';

/** A decoded picture that has to be given back; in the browser an ImageBitmap. */
interface SmallPicture {
  close(): void;
}

/** Decoded pictures kept at a time: 160 × 90 pixels are 58 KB. */
const KEEP = 480;
/** Decoded at the same time, so that a long strip never blocks a step. */
const AT_ONCE = 4;

/** Position of the value nearest to `target` in ascending `values`; -1 when there is none. */
export function nearestAt(values: readonly number[], target: number): number {
  const before = lastAtOrBefore(values, target);
  const [left, right] = [values[before], values[before + 1]];
  if (right === undefined) return before;
  if (left === undefined) return before + 1;
  return target - left <= right - target ? before : before + 1;
}

/**
 * The pictures of a filmstrip, decoded when they are wanted, a few at a time, the most wanted first. Only the latest
 * used ones are kept: a picture that was handed out is drawn at once and not held.
 */
export class FilmstripPictures<P extends SmallPicture> {
  readonly #strip: Filmstrip;
  readonly #decode: (jpeg: Uint8Array) => Promise<P>;
  readonly #keep: number;
  readonly #pictures = new Map<number, P>();
  readonly #busy = new Set<number>();
  readonly #broken = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly number[] = [];
  #urgent = -1;
  #closed = false;

  constructor(strip: Filmstrip, decode: (jpeg: Uint8Array) => Promise<P>, keep = KEEP) {
    this.#strip = strip;
    this.#decode = decode;
    this.#keep = keep;
  }

  /** Numbers of the frames that have a picture, ascending. */
  get frames(): readonly number[] {
    return this.#strip.frames;
  }

  /** Picture i of the strip if it is decoded already. */
  peek(i: number): P | null {
    const picture = this.#pictures.get(i);
    if (picture === undefined) return null;
    this.#pictures.delete(i);
    this.#pictures.set(i, picture);
    return picture;
  }

  /** Decodes these, in this order, instead of what was wanted before. */
  want(wanted: readonly number[]): void {
    this.#wanted = wanted;
    this.#pump();
  }

  /**
   * The picture nearest to frame n, with the number of the frame that it really shows. While that one is still being
   * decoded it is the nearest of those at hand; null when there is none.
   */
  nearest(n: number): { readonly n: number; readonly picture: P } | null {
    const i = nearestAt(this.frames, n);
    if (i < 0) return null;
    if (!this.#pictures.has(i)) {
      this.#urgent = i;
      this.#pump();
    }
    const away = (at: number) => Math.abs((this.frames[at] ?? Number.POSITIVE_INFINITY) - n);
    let best = -1;
    for (const at of this.#pictures.keys()) if (away(at) < away(best)) best = at;
    const picture = this.peek(best);
    return picture && { n: this.frames[best] ?? 0, picture };
  }

  /** Hears that another picture can be had. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#closed = true;
    this.#listeners.clear();
    for (const picture of this.#pictures.values()) picture.close();
    this.#pictures.clear();
  }

  #pump(): void {
    const open = (i: number) => i >= 0 && !this.#pictures.has(i) && !this.#busy.has(i) && !this.#broken.has(i);
    while (!this.#closed && this.#busy.size < AT_ONCE) {
      const next = open(this.#urgent) ? this.#urgent : this.#wanted.find(open);
      if (next === undefined) return;
      this.#busy.add(next);
      // Deliberately not awaited: listeners are told.
      void this.#load(next);
    }
  }

  async #load(i: number): Promise<void> {
    try {
      const picture = await this.#decode(this.#strip.jpeg(i));
      if (this.#closed) return picture.close();
      this.#pictures.set(i, picture);
      this.#trim();
    } catch {
      // Its place in the strip stays empty, and nobody tries again.
      this.#broken.add(i);
    } finally {
      this.#busy.delete(i);
    }
    for (const listener of [...this.#listeners]) listener();
    this.#pump();
  }

  /** Map order is order of use: the oldest is first. What is on screen stays. */
  #trim(): void {
    const shown = new Set(this.#wanted);
    for (const [i, picture] of this.#pictures) {
      if (this.#pictures.size <= this.#keep) return;
      if (shown.has(i)) continue;
      this.#pictures.delete(i);
      picture.close();
    }
  }
}
