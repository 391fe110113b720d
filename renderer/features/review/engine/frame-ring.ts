import type { Picture } from './picture-loader.ts';

/** Where the reader is and which way he goes: pictures ahead are worth twice those behind. */
export interface Reader {
  readonly n: number;
  readonly direction: 1 | -1;
}

/** How far away a picture is for a reader; the farthest goes first. */
export function distanceOf(m: number, { n, direction }: Reader): number {
  const ahead = (m - n) * direction;
  return ahead >= 0 ? ahead : -2 * ahead;
}

/** Decoded pictures around the reader, within a number of bytes. It closes every picture that it lets go of. */
export class FrameRing<P extends Picture> {
  readonly #pictures = new Map<number, P>();
  readonly #most: () => number;
  readonly #least: number;
  #each: number;

  /** `each` is what a picture takes until one has come; `least` of them are kept even if they take more than `most`. */
  constructor(most: () => number, least: number, each: number) {
    this.#most = most;
    this.#least = least;
    this.#each = Math.max(1, each);
  }

  /** How many pictures are kept. */
  get capacity(): number {
    return Math.max(this.#least, Math.floor(this.#most() / this.#each));
  }

  has(n: number): boolean {
    return this.#pictures.has(n);
  }

  get(n: number): P | null {
    return this.#pictures.get(n) ?? null;
  }

  /** Takes the picture over, and lets go of those that are farthest from the reader. */
  put(n: number, picture: P, bytes: number, reader: Reader): void {
    this.#pictures.get(n)?.close();
    this.#pictures.set(n, picture);
    this.#each = Math.max(1, bytes);
    while (this.#pictures.size > this.capacity) this.#drop(this.#farthest(reader));
  }

  /** The picture nearest to n at all. */
  nearest(n: number): { readonly n: number; readonly picture: P } | null {
    let best: { n: number; picture: P } | null = null;
    for (const [at, picture] of this.#pictures) {
      if (best === null || Math.abs(at - n) < Math.abs(best.n - n)) best = { n: at, picture };
    }
    return best;
  }

  clear(): void {
    for (const n of [...this.#pictures.keys()]) this.#drop(n);
  }

  #farthest(reader: Reader): number {
    let worst = -1;
    for (const n of this.#pictures.keys()) {
      if (worst < 0 || distanceOf(n, reader) > distanceOf(worst, reader)) worst = n;
    }
    return worst;
  }

  #drop(n: number): void {
    this.#pictures.get(n)?.close();
    this.#pictures.delete(n);
  }
}
