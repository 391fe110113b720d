import type { Reader } from './frame-ring.ts';

/** Steps farther apart than this are single ones. */
const REST_MS = 200;

export interface MovingReader extends Reader {
  /** Step follows step, as while a key is held. */
  readonly moving: boolean;
}

/** Where the reader is and how he moves. */
export class ReaderMotion {
  readonly #onRest: () => void;
  #reader: MovingReader = { n: 0, direction: 1, moving: false };
  #movedAt = Number.NEGATIVE_INFINITY;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** `onRest` is told when he has stopped moving. */
  constructor(onRest: () => void) {
    this.#onRest = onRest;
  }

  get reader(): MovingReader {
    return this.#reader;
  }

  moveTo(n: number): void {
    const { n: before } = this.#reader;
    if (n === before) return;
    const now = performance.now();
    const moving = now - this.#movedAt < REST_MS && Math.abs(n - before) === 1;
    this.#reader = { n, direction: n < before ? -1 : 1, moving };
    this.#movedAt = now;
    clearTimeout(this.#resting);
    if (moving) this.#resting = setTimeout(() => this.#rest(), REST_MS);
  }

  stop(): void {
    clearTimeout(this.#resting);
  }

  #rest(): void {
    this.#reader = { ...this.#reader, moving: false };
    this.#onRest();
  }
}
