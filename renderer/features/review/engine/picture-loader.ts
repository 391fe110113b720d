/** A decoded picture that has to be given back; in the browser an ImageBitmap. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  close(): void;
}

/** Fetches and decodes picture n, at most `width` pixels wide (null: full size). Rejects when aborted. */
export type LoadPicture<P extends Picture> = (n: number, width: number | null, signal: AbortSignal) => Promise<P>;

interface Entry<P> {
  readonly n: number;
  readonly width: number | null;
  picture: P | null;
  readonly control: AbortController;
  readonly ready: Promise<P>;
}

/** Bytes of decoded pictures kept at a time: about twenty of full-HD size. */
const KEEP_BYTES = 160 * 1024 * 1024;
const AT_ONCE = 3;

const keyOf = (n: number, width: number | null): string => `${n}@${width ?? 'full'}`;

/**
 * Keeps the pictures around the reader's position decoded. What is wanted now comes first; what was asked for earlier
 * and is not near any more is aborted, so that a long jump never waits behind old requests.
 */
export class PictureLoader<P extends Picture> {
  readonly #load: LoadPicture<P>;
  readonly #entries = new Map<string, Entry<P>>();
  readonly #keepBytes: number;

  constructor(load: LoadPicture<P>, keepBytes = KEEP_BYTES) {
    this.#load = load;
    this.#keepBytes = keepBytes;
  }

  /** The picture if it is decoded already. */
  peek(n: number, width: number | null): P | null {
    const entry = this.#entries.get(keyOf(n, width));
    if (!entry?.picture) return null;
    this.#touch(entry);
    return entry.picture;
  }

  /** The picture, sooner or later. Everything still loading outside `near` is aborted. */
  want(n: number, width: number | null, near: readonly number[] = []): Promise<P> {
    const wanted = new Set([n, ...near]);
    for (const entry of [...this.#entries.values()]) {
      if (!entry.picture && (!wanted.has(entry.n) || entry.width !== width)) this.#drop(entry);
    }
    return this.#entry(n, width).ready;
  }

  /** Loads neighbours in the given order, a few at a time, as long as `isCurrent` says they are still of use. */
  async preload(numbers: readonly number[], width: number | null, isCurrent: () => boolean): Promise<void> {
    const rest = [...numbers];
    const worker = async () => {
      for (let n = rest.shift(); n !== undefined && isCurrent(); n = rest.shift()) {
        await this.#entry(n, width).ready.catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Stops everything and gives all pictures back. */
  close(): void {
    for (const entry of [...this.#entries.values()]) this.#drop(entry);
  }

  #entry(n: number, width: number | null): Entry<P> {
    const key = keyOf(n, width);
    const known = this.#entries.get(key);
    if (known) return known;
    const control = new AbortController();
    const ready = this.#load(n, width, control.signal);
    const entry: Entry<P> = { n, width, picture: null, control, ready };
    this.#entries.set(key, entry);
    ready.then(
      (picture) => this.#arrived(key, entry, picture),
      () => this.#forget(key, entry),
    );
    return entry;
  }

  #arrived(key: string, entry: Entry<P>, picture: P): void {
    if (this.#entries.get(key) !== entry) {
      picture.close();
      return;
    }
    entry.picture = picture;
    this.#touch(entry);
    this.#trim();
  }

  #forget(key: string, entry: Entry<P>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  /** Map order is order of use: the oldest is first. */
  #touch(entry: Entry<P>): void {
    const key = keyOf(entry.n, entry.width);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  #trim(): void {
    const held = [...this.#entries.values()].filter((entry) => entry.picture !== null);
    let bytes = held.reduce((sum, { picture }) => sum + (picture ? picture.width * picture.height * 4 : 0), 0);
    for (const entry of held.slice(0, -2)) {
      if (bytes <= this.#keepBytes || !entry.picture) return;
      bytes -= entry.picture.width * entry.picture.height * 4;
      this.#drop(entry);
    }
  }

  #drop(entry: Entry<P>): void {
    this.#forget(keyOf(entry.n, entry.width), entry);
    entry.control.abort();
    entry.picture?.close();
  }
}

/** Neighbours worth loading: two behind and the rest ahead in the direction of travel, nearest first. */
export function neighbours(n: number, direction: 1 | -1, count: number, ahead = 6): number[] {
  const list: number[] = [];
  for (let step = 1; step <= ahead; step++) {
    list.push(n + step * direction);
    if (step <= 2) list.push(n - step * direction);
  }
  return list.filter((candidate) => candidate >= 0 && candidate < count);
}

/** Picture widths asked of the core: few steps, so that its cache and ours are hit; null asks for the full size. */
export function widthStep(cssWidth: number, pixelRatio: number, fullWidth: number | null): number | null {
  const wanted = Math.max(1, cssWidth) * pixelRatio;
  const step = [480, 720, 960, 1280, 1920, 2560].find((candidate) => candidate >= wanted);
  return step === undefined || (fullWidth !== null && step >= fullWidth) ? null : step;
}
