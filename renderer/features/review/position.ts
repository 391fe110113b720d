import { useSyncExternalStore } from 'react';
import type { FrameIndex } from '../../../shared/frames.ts';

/**
 * Where a reader stands in a recording. Not the state of a component: a step is told to those that show the place, and
 * nothing else of the screen is drawn again for it.
 */
export class Position {
  readonly #listeners = new Set<() => void>();
  #index: FrameIndex;
  #n: number;
  #direction: 1 | -1 = 1;

  constructor(index: FrameIndex, n = 0) {
    this.#index = index;
    this.#n = this.#inside(n);
  }

  /** The frame, counted in {@link Position.index}. */
  get n(): number {
    return this.#n;
  }

  /** The way the reader moves; pictures are got ready that way. */
  get direction(): 1 | -1 {
    return this.#direction;
  }

  get index(): FrameIndex {
    return this.#index;
  }

  /** Goes to a frame; numbers outside the recording go to its end. */
  goTo(wanted: number): void {
    const next = this.#inside(wanted);
    if (next === this.#n) return;
    this.#direction = next < this.#n ? -1 : 1;
    this.#n = next;
    this.#tell();
  }

  /** Another list of frames took the place of the one before; `n` is the same place in it. */
  renew(index: FrameIndex, n: number): void {
    this.#index = index;
    this.#n = this.#inside(n);
    this.#tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #inside(n: number): number {
    return Math.min(Math.max(0, this.#index.pts.length - 1), Math.max(0, n));
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The frame for a component that shows it. */
export const useFrame = (position: Position): number => useSyncExternalStore(position.subscribe, () => position.n);

const never = () => () => undefined;

/** Something about the frame; the component is drawn again only when that changes. Null where there are no frames. */
export const useOfFrame = <T extends string | number | boolean>(
  position: Position | null,
  of: (n: number) => T | null,
): T | null => useSyncExternalStore(position?.subscribe ?? never, () => position && of(position.n));
