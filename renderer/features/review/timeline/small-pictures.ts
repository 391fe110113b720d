/** A decoded picture that has to be given back; in the browser an ImageBitmap. */
export interface SmallPicture {
  close(): void;
}

export interface SmallPictureOptions {
  /** Pictures kept at a time: 160 × 90 pixels are 58 KB. */
  readonly keep: number;
  /** Loaded at the same time, so that a long strip never blocks a step. */
  readonly atOnce: number;
}

/** Loads picture i. Rejects when aborted, or when it cannot be had. */
export type LoadSmall<P> = (i: number, signal: AbortSignal) => Promise<P>;

/**
 * Small pictures by number, loaded when they are wanted, a few at a time, the most wanted first. Only the latest used
 * ones are kept: a picture that was handed out is drawn at once and not held.
 */
export class SmallPictures<P extends SmallPicture> {
  readonly #load: LoadSmall<P>;
  readonly #options: SmallPictureOptions;
  readonly #pictures = new Map<number, P>();
  readonly #busy = new Map<number, AbortController>();
  readonly #broken = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly number[] = [];
  #closed = false;

  constructor(load: LoadSmall<P>, options: SmallPictureOptions) {
    this.#load = load;
    this.#options = options;
  }

  /** Picture i if it is at hand. */
  peek(i: number): P | null {
    const picture = this.#pictures.get(i);
    if (picture === undefined) return null;
    this.#pictures.delete(i);
    this.#pictures.set(i, picture);
    return picture;
  }

  has(i: number): boolean {
    return this.#pictures.has(i);
  }

  /** Numbers of the pictures at hand. */
  held(): IterableIterator<number> {
    return this.#pictures.keys();
  }

  /** Loads these, in this order, instead of what was wanted before; what is on its way and not among them is stopped. */
  want(wanted: readonly number[]): void {
    this.#wanted = wanted;
    const still = new Set(wanted);
    for (const [i, control] of this.#busy) if (!still.has(i)) control.abort();
    this.#pump();
  }

  /** Puts one before everything else that is wanted. */
  hurry(i: number): void {
    if (this.#wanted[0] !== i) this.#wanted = [i, ...this.#wanted];
    this.#pump();
  }

  /** Hears that another picture can be had. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#closed = true;
    this.#listeners.clear();
    for (const control of this.#busy.values()) control.abort();
    for (const picture of this.#pictures.values()) picture.close();
    this.#pictures.clear();
  }

  #pump(): void {
    const open = (i: number) => !this.#pictures.has(i) && !this.#busy.has(i) && !this.#broken.has(i);
    while (!this.#closed && this.#busy.size < this.#options.atOnce) {
      const next = this.#wanted.find(open);
      if (next === undefined) return;
      const control = new AbortController();
      this.#busy.set(next, control);
      // Deliberately not awaited: listeners are told.
      void this.#fetch(next, control.signal);
    }
  }

  async #fetch(i: number, signal: AbortSignal): Promise<void> {
    try {
      const picture = await this.#load(i, signal);
      if (this.#closed) return picture.close();
      this.#pictures.set(i, picture);
      this.#trim();
    } catch {
      // Its place stays empty, and nobody tries again.
      if (!signal.aborted) this.#broken.add(i);
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
      if (this.#pictures.size <= this.#options.keep) return;
      if (shown.has(i)) continue;
      this.#pictures.delete(i);
      picture.close();
    }
  }
}
