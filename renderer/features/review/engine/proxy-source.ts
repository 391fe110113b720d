import type { Proxy as ReviewCopy } from '../../../../shared/preparation.ts';
import { type AccessUnit, codecName } from './annex-b.ts';
import { chunkOf, firstOfChunk, keyOfProxy } from './proxy-chunks.ts';
import { ProxyFetcher } from './proxy-fetcher.ts';
import { type PictureSource, SourceFailure, type SourcePicture } from './source-picture.ts';

/** Coded pictures that wait in the decoder at most: an abort has little to throw away then. */
const QUEUE = 8;

/** Opens the decoder; replaced in tests. */
export type OpenDecoder = (init: VideoDecoderInit) => VideoDecoder;

interface Run {
  readonly first: number;
  readonly last: number;
  readonly onPicture: (picture: SourcePicture) => void;
  /** Ends the run with the failure that is its reason. */
  readonly failed: AbortController;
  /** The number that must come next; numbers before `first` come too and are not handed over. */
  next: number;
}

/**
 * Pictures of a proxy by their number. Never proven: a proxy is for running and scrubbing, and what stands still on
 * the stage is the original's own picture. Its pictures are upright already.
 */
export class ProxySource implements PictureSource {
  readonly #fetcher: ProxyFetcher;
  readonly #proxy: ReviewCopy;
  readonly #openDecoder: OpenDecoder;
  #decoder: VideoDecoder | null = null;
  #codec: string | null = null;
  #run: Run | null = null;

  constructor(
    sha256: string,
    frames: number,
    proxy: ReviewCopy,
    openDecoder: OpenDecoder = (init) => new VideoDecoder(init),
  ) {
    this.#fetcher = new ProxyFetcher(sha256, proxy, frames);
    this.#proxy = proxy;
    this.#openDecoder = openDecoder;
  }

  /** See {@link PictureSource.decode}. Rejects with `ChunkNotMade` where the proxy is not made yet. */
  async decode(
    first: number,
    last: number,
    signal: AbortSignal,
    onPicture: (picture: SourcePicture) => void,
  ): Promise<void> {
    // A run that was given up may still have pictures in the decoder.
    if (this.#run !== null) this.#dropDecoder();
    const failed = new AbortController();
    const run: Run = { first, last, onPicture, failed, next: keyOfProxy(this.#proxy, first) };
    const either = AbortSignal.any([signal, failed.signal]);
    this.#run = run;
    try {
      await this.#feed(run, either);
      await unlessAborted(either, this.#decoder?.flush());
      if (run.next !== last + 1) {
        throw new SourceFailure('mismatch', `the proxy's pictures ended before frame ${run.next}; ${last} was wanted`);
      }
      this.#fetcher.readAhead(chunkOf(this.#proxy, last) + 1);
    } catch (error) {
      if (this.#run === run) this.#dropDecoder();
      either.throwIfAborted();
      throw error;
    } finally {
      if (this.#run === run) this.#run = null;
    }
  }

  close(): void {
    this.#run?.failed.abort(new SourceFailure('decoder', 'the proxy was closed'));
    this.#run = null;
    this.#dropDecoder();
    this.#fetcher.close();
  }

  async #feed(run: Run, signal: AbortSignal): Promise<void> {
    const key = run.next;
    for (let n = key; n <= run.last; n++) {
      const k = chunkOf(this.#proxy, n);
      const units = await this.#fetcher.chunk(k, signal);
      signal.throwIfAborted();
      const unit = units[n - firstOfChunk(this.#proxy, k)];
      if (unit === undefined) throw new SourceFailure('mismatch', `frame ${n} is not in chunk ${k} of the proxy`);
      const decoder = n === key ? this.#prepare(unit) : this.#decoder;
      if (decoder === null) throw new SourceFailure('decoder', 'the decoder of the proxy was closed');
      // The number itself travels as the timestamp, so that no clock comes between a picture and its number.
      decoder.decode(new EncodedVideoChunk({ type: unit.key ? 'key' : 'delta', timestamp: n, data: unit.data }));
      while (decoder.decodeQueueSize > QUEUE) await unlessAborted(signal, dequeued(decoder));
    }
  }

  /** A configured decoder; the same one as long as the proxy keeps its parameters. */
  #prepare(unit: AccessUnit): VideoDecoder {
    const codec = codecName(unit);
    if (codec === null) throw new SourceFailure('mismatch', 'a key picture of the proxy has no parameter set');
    if (this.#decoder !== null && this.#decoder.state === 'configured' && codec === this.#codec) return this.#decoder;
    this.#dropDecoder();
    const decoder = this.#openDecoder({
      output: (frame) => this.#output(frame),
      error: (cause) => this.#fail(new SourceFailure('decoder', 'the decoder of the proxy failed', { cause })),
    });
    // Without a description the decoder takes the byte stream as it is (AVC registration of WebCodecs, 3.1). In software:
    // a hardware decoder has few pictures to lend, and running backwards needs whole groups of them.
    decoder.configure({ codec, optimizeForLatency: true, hardwareAcceleration: 'prefer-software' });
    this.#decoder = decoder;
    this.#codec = codec;
    return decoder;
  }

  #output(frame: VideoFrame): void {
    const run = this.#run;
    const n = frame.timestamp;
    if (run === null || run.failed.signal.aborted || n !== run.next || n > run.last) {
      frame.close();
      this.#fail(new SourceFailure('mismatch', `frame ${n} of the proxy came where ${run?.next} was due`));
      return;
    }
    run.next++;
    if (n < run.first) frame.close();
    else run.onPicture({ n, frame, proven: false });
  }

  /** Ends the run; the first failure is the one that counts. */
  #fail(failure: SourceFailure): void {
    this.#run?.failed.abort(failure);
  }

  /** What the decoder still holds never comes out: the next run begins with a new one. */
  #dropDecoder(): void {
    if (this.#decoder !== null && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = null;
  }
}

const dequeued = (decoder: VideoDecoder): Promise<void> =>
  new Promise((resolve) => decoder.addEventListener('dequeue', () => resolve(), { once: true }));

/** Waits, but not longer than the signal lets it. */
async function unlessAborted(signal: AbortSignal, wait: Promise<unknown> | undefined): Promise<void> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    signal.throwIfAborted();
    await Promise.race([wait, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
