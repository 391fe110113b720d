import { media } from '../../../host/media-urls.ts';
import { type AccessUnit, splitAccessUnits } from './annex-b.ts';
import { type ChunkRule, framesOfChunk } from './proxy-chunks.ts';
import { SourceFailure } from './source-picture.ts';

/** The chunk is not made yet. Nothing is wrong: others may be, and this one will be. */
export class ChunkNotMade extends Error {
  readonly chunk: number;

  constructor(chunk: number) {
    super(`chunk ${chunk} of the proxy is not made yet`);
    this.name = 'ChunkNotMade';
    this.chunk = chunk;
  }
}

/** About five megabytes each for a full-size picture; two to play across a border, two to look back. */
const KEPT = 4;

/** Fetches chunks of a proxy, split into pictures, and keeps those used last. */
export class ProxyFetcher {
  readonly #sha256: string;
  readonly #rule: ChunkRule;
  readonly #frames: number;
  /** Order is order of use: the oldest is first. */
  readonly #kept = new Map<number, readonly AccessUnit[]>();
  readonly #ahead = new Map<number, AbortController>();

  constructor(sha256: string, rule: ChunkRule, frames: number) {
    this.#sha256 = sha256;
    this.#rule = rule;
    this.#frames = frames;
  }

  /**
   * The pictures of chunk k, as many as it must hold, every group of them beginning with a key picture.
   * @throws ChunkNotMade while it is not there; SourceFailure when it cannot be read or holds something else; the
   *   signal's reason when aborted
   */
  async chunk(k: number, signal: AbortSignal): Promise<readonly AccessUnit[]> {
    const known = this.#kept.get(k);
    const units = known ?? (await this.#fetch(k, signal));
    this.#kept.delete(k);
    this.#kept.set(k, units);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return units;
  }

  /** Fetches chunk k in the background, so that playing across the border does not wait. */
  readAhead(k: number): void {
    if (framesOfChunk(this.#rule, k, this.#frames) === 0 || this.#kept.has(k) || this.#ahead.has(k)) return;
    const control = new AbortController();
    this.#ahead.set(k, control);
    // Deliberately silent: who needs the chunk asks for it, and hears then what is wrong.
    void this.chunk(k, control.signal)
      .catch(() => undefined)
      .finally(() => this.#ahead.delete(k));
  }

  close(): void {
    for (const control of this.#ahead.values()) control.abort();
    this.#kept.clear();
  }

  async #fetch(k: number, signal: AbortSignal): Promise<readonly AccessUnit[]> {
    const stream = await this.#bytes(k, signal);
    try {
      return checkedChunk(splitAccessUnits(stream), this.#rule, framesOfChunk(this.#rule, k, this.#frames));
    } catch (cause) {
      throw new SourceFailure('mismatch', `chunk ${k} of the proxy is damaged`, { cause });
    }
  }

  async #bytes(k: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const response = await fetch(media.proxy(this.#sha256, k), { signal });
      if (response.status === 404 || response.status === 409) throw new ChunkNotMade(k);
      if (!response.ok) throw new SourceFailure('unreadable', `chunk ${k} of the proxy: HTTP ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof ChunkNotMade || cause instanceof SourceFailure) throw cause;
      throw new SourceFailure('unreadable', `chunk ${k} of the proxy could not be fetched`, { cause });
    }
  }
}

/** The units of a chunk if there are `frames` of them, with key pictures where the rule wants them. Throws RangeError. */
export function checkedChunk(units: readonly AccessUnit[], { gop }: ChunkRule, frames: number): readonly AccessUnit[] {
  if (units.length !== frames) throw new RangeError(`${units.length} pictures where ${frames} must be`);
  for (let i = 0; i < units.length; i += gop) {
    if (units[i]?.key !== true) throw new RangeError(`picture ${i} is no key picture`);
  }
  return units;
}
