import type { Proxy as ReviewCopy } from '../../../../shared/preparation.ts';
import type { PictureDesk, StagePicture } from './picture-desk.ts';
import { chunkMade, chunkOf, firstOfChunk, keyOfProxy } from './proxy-chunks.ts';
import { ChunkNotMade } from './proxy-fetcher.ts';
import type { ProxyReply, ProxyRequest } from './proxy-messages.ts';
import { SourceFailure } from './source-picture.ts';

/** The worker as the desk uses it. */
export interface ProxyPort {
  post(request: ProxyRequest): void;
  close(): void;
}

interface Waiter {
  readonly resolve: (picture: StagePicture) => void;
  readonly reject: (reason: unknown) => void;
}

/** Bytes of decoded pictures kept: the group behind, the one on screen and those ahead, also at eight times the speed. */
const KEEP_BYTES = 192 * 1024 * 1024;
const LEAST_KEPT = 36;
const MOST_KEPT = 240;

const givenUp = () => new DOMException('another picture was wanted', 'AbortError');

/**
 * Pictures of a proxy for running, decoded a group at a time in the direction of travel. They are as wide as the proxy
 * is, whatever width is asked for, and none of them is proven.
 */
export class ProxyDesk implements PictureDesk {
  readonly #port: ProxyPort;
  readonly #frames: number;
  readonly #capacity: number;
  readonly #pictures = new Map<number, StagePicture>();
  readonly #waiting = new Map<number, Waiter[]>();
  readonly #gone = new Set<number>();
  #proxy: ReviewCopy;
  /** What is wanted now, the most urgent first. */
  #wanted: readonly number[] = [];
  #running: { readonly run: number; readonly key: number } | null = null;
  #runs = 0;
  #failure: SourceFailure | null = null;

  /** `connect` starts the worker; its replies go to the function it is given. */
  constructor(
    sha256: string,
    frames: number,
    proxy: ReviewCopy,
    connect: (onReply: (reply: ProxyReply) => void) => ProxyPort,
  ) {
    this.#frames = frames;
    this.#proxy = proxy;
    const each = Math.max(1, proxy.width * proxy.height * 1.5);
    this.#capacity = Math.min(MOST_KEPT, Math.max(LEAST_KEPT, Math.floor(KEEP_BYTES / each)));
    this.#port = connect((reply) => this.#hear(reply));
    this.#port.post({ type: 'open', sha256, frames, proxy });
  }

  /** Why nothing comes from this proxy any more; null while all is well. */
  get failure(): SourceFailure | null {
    return this.#failure;
  }

  /** True when frame n can be had: its chunk is made, and nothing went wrong. */
  has(n: number): boolean {
    const k = chunkOf(this.#proxy, n);
    return this.#failure === null && chunkMade(this.#proxy, k) && !this.#gone.has(k);
  }

  /** Tells what is made by now. */
  update(proxy: ReviewCopy): void {
    this.#proxy = proxy;
    this.#gone.clear();
  }

  peek(n: number): StagePicture | null {
    return this.#pictures.get(n) ?? null;
  }

  /**
   * The picture, sooner or later.
   * @throws ChunkNotMade where the proxy is not made yet; SourceFailure when it is of no use; AbortError when another
   *   picture was wanted since
   */
  want(n: number, _width: number | null, near: readonly number[] = []): Promise<StagePicture> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (!this.has(n)) return Promise.reject(new ChunkNotMade(chunkOf(this.#proxy, n)));
    this.#wanted = [n, ...near].slice(0, this.#capacity);
    this.#giveUp((each) => !this.#wanted.includes(each), givenUp());
    const there = this.#pictures.get(n);
    const ready = there
      ? Promise.resolve(there)
      : new Promise<StagePicture>((resolve, reject) => {
          this.#waiting.set(n, [...(this.#waiting.get(n) ?? []), { resolve, reject }]);
        });
    this.#advance();
    return ready;
  }

  /** What is near comes with {@link want}: groups are decoded whole. */
  async preload(): Promise<void> {}

  /** Decodes no further; what is there stays. */
  rest(): void {
    this.#wanted = [];
    this.#giveUp(() => true, givenUp());
    this.#stop();
  }

  close(): void {
    this.rest();
    this.#port.close();
    for (const picture of this.#pictures.values()) picture.close();
    this.#pictures.clear();
  }

  #keyOf(n: number): number {
    return keyOfProxy(this.#proxy, n);
  }

  #advance(): void {
    const missing = this.#wanted.filter((n) => !this.#pictures.has(n) && this.has(n));
    const keys = new Set(missing.map((n) => this.#keyOf(n)));
    if (this.#running !== null) {
      if (keys.has(this.#running.key)) return;
      this.#stop();
    }
    const [key] = keys;
    if (key === undefined || this.#failure !== null) return;
    const chunkEnd = firstOfChunk(this.#proxy, chunkOf(this.#proxy, key) + 1) - 1;
    const last = Math.min(key + this.#proxy.gop - 1, chunkEnd, this.#frames - 1);
    this.#running = { run: ++this.#runs, key };
    this.#port.post({ type: 'decode', run: this.#runs, first: key, last });
  }

  #stop(): void {
    if (this.#running === null) return;
    this.#running = null;
    this.#port.post({ type: 'stop' });
  }

  #hear(reply: ProxyReply): void {
    const current = reply.run === this.#running?.run;
    if (reply.type === 'picture') {
      if (current) this.#arrived(reply.n, reply.frame);
      else reply.frame.close();
      return;
    }
    if (!current) return;
    this.#running = null;
    if (reply.type === 'failed') {
      this.#failure = new SourceFailure(reply.reason, reply.message);
      this.#giveUp(() => true, this.#failure);
    } else if (reply.type === 'missing') {
      this.#gone.add(reply.chunk);
      this.#giveUp((n) => chunkOf(this.#proxy, n) === reply.chunk, new ChunkNotMade(reply.chunk));
    }
    this.#advance();
  }

  #arrived(n: number, frame: VideoFrame): void {
    if (this.#pictures.has(n)) {
      frame.close();
      return;
    }
    const picture: StagePicture = {
      n,
      proof: 'none',
      image: frame,
      turn: 0,
      width: frame.displayWidth,
      height: frame.displayHeight,
      close: () => frame.close(),
    };
    this.#pictures.set(n, picture);
    for (const { resolve } of this.#waiting.get(n) ?? []) resolve(picture);
    this.#waiting.delete(n);
    this.#trim(n);
  }

  /** Gives back the pictures that are farthest from where the reader is; never the one that has just come. */
  #trim(keep: number): void {
    const here = this.#wanted[0] ?? keep;
    const wanted = new Set([keep, ...this.#wanted]);
    const spare = [...this.#pictures.keys()].filter((n) => !wanted.has(n));
    spare.sort((a, b) => Math.abs(b - here) - Math.abs(a - here));
    for (const n of spare) {
      if (this.#pictures.size <= this.#capacity) return;
      this.#pictures.get(n)?.close();
      this.#pictures.delete(n);
    }
  }

  #giveUp(which: (n: number) => boolean, reason: unknown): void {
    for (const [n, waiters] of [...this.#waiting]) {
      if (!which(n)) continue;
      this.#waiting.delete(n);
      for (const { reject } of waiters) reject(reason);
    }
  }
}
