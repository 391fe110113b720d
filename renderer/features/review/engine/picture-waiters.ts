import type { StagePicture } from './picture-desk.ts';

/** Somebody who waits for a picture. Whatever comes first counts; what comes later falls on nothing. */
export interface Waiter {
  /** How wide the core shall make it, if it has to. */
  readonly width: number | null;
  readonly near: readonly number[];
  readonly resolve: (picture: StagePicture) => void;
  readonly reject: (reason: unknown) => void;
}

const givenUp = () => new DOMException('another picture was wanted', 'AbortError');

/** Who waits for which frame's picture. */
export class PictureWaiters {
  readonly #waiting = new Map<number, Waiter[]>();

  add(n: number, width: number | null, near: readonly number[]): { waiter: Waiter; picture: Promise<StagePicture> } {
    const { promise, resolve, reject } = Promise.withResolvers<StagePicture>();
    const waiter = { width, near, resolve, reject };
    this.#waiting.set(n, [...(this.#waiting.get(n) ?? []), waiter]);
    return { waiter, picture: promise };
  }

  has(n: number, waiter: Waiter): boolean {
    return this.#waiting.get(n)?.includes(waiter) === true;
  }

  /** Everyone who waits for frame n; they are the caller's from now on. */
  take(n: number): readonly Waiter[] {
    const waiters = this.#waiting.get(n) ?? [];
    this.#waiting.delete(n);
    return waiters;
  }

  numbers(): readonly number[] {
    return [...this.#waiting.keys()];
  }

  /** Lets those frames go; whoever waits for one is told with an `AbortError`. */
  giveUp(which: (n: number) => boolean): void {
    for (const n of this.numbers().filter(which)) for (const { reject } of this.take(n)) reject(givenUp());
  }
}
