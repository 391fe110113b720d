import { PICTURE_BYTES } from './picture-budget.ts';

/** What is kept of a decoded picture that nobody asked for yet; in the browser a mediabunny VideoSample. */
interface Kept {
  allocationSize(): number;
  close(): void;
}

/** Pictures kept, and the most bytes that they may take. */
const MOST = 48;
const MOST_BYTES = PICTURE_BYTES / 4;

/**
 * The pictures that a decoder put out on its way to the one that was asked for. Whoever jumps somewhere often steps back
 * a little, and should not wait for the whole way from the key picture once more. They are looked at only when asked for.
 */
export class SampleStash<S extends Kept> {
  readonly #samples = new Map<number, S>();
  readonly most = MOST;
  #bytes = 0;

  has(n: number): boolean {
    return this.#samples.has(n);
  }

  /** How many pictures on end are kept up to frame n. */
  countUpTo(n: number): number {
    let first = n + 1;
    while (this.#samples.has(first - 1)) first -= 1;
    return n + 1 - first;
  }

  /** Takes the picture over; the oldest one makes room. */
  put(n: number, sample: S): void {
    this.take(n)?.close();
    this.#samples.set(n, sample);
    this.#bytes += sample.allocationSize();
    for (const oldest of this.#samples.keys()) {
      if (this.#samples.size <= MOST && this.#bytes <= MOST_BYTES) return;
      if (oldest !== n) this.take(oldest)?.close();
    }
  }

  /** Gives the picture away. */
  take(n: number): S | undefined {
    const sample = this.#samples.get(n);
    if (sample) this.#bytes -= sample.allocationSize();
    this.#samples.delete(n);
    return sample;
  }

  clear(): void {
    for (const n of [...this.#samples.keys()]) this.take(n)?.close();
  }
}
