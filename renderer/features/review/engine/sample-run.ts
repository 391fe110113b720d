import type { VideoSample, VideoSampleSink } from 'mediabunny';

/** What a run waits for: the next picture, or the end of the stream. */
type Step = IteratorResult<VideoSample, void>;

/**
 * One way through the stream from a key picture on. It can be left in the middle of waiting and taken up again later,
 * so that giving up a request costs neither the picture that was on its way nor what the decoder has begun.
 */
export class SampleRun {
  readonly #samples: AsyncGenerator<VideoSample, void, unknown>;
  #pending: Promise<Step> | null = null;
  /** The frame that it begins with. What comes out before it may be broken: it led a key picture. */
  readonly begin: number;
  /** The frame that was taken last; -1 before the first. */
  last = -1;

  /** `seconds` is the time of frame `begin` on the demuxer's clock; -Infinity is the start of the stream. */
  constructor(sink: VideoSampleSink, seconds: number, begin: number) {
    this.#samples = sink.samples(seconds);
    this.begin = begin;
  }

  /** The next picture, which the caller closes; null at the end of the stream. Rejects with the signal's reason. */
  async take(signal: AbortSignal | null): Promise<VideoSample | null> {
    signal?.throwIfAborted();
    this.#pending ??= this.#samples.next();
    // Its failure is heard by whoever waits; one that nobody waits for any more is no news.
    this.#pending.catch(() => undefined);
    const step = await (signal ? unlessAborted(this.#pending, signal) : this.#pending);
    this.#pending = null;
    return step.done === true ? null : step.value;
  }

  /** Gives back the decoder and every picture that nobody took. */
  close(): void {
    void this.#pending?.then(
      (step) => step.done !== true && step.value.close(),
      () => undefined,
    );
    this.#pending = null;
    // Deliberately not awaited: it stops by itself.
    void this.#samples.return(undefined).catch(() => undefined);
  }
}

/** Waits, but not longer than the signal lets it. */
async function unlessAborted<T>(wait: Promise<T>, signal: AbortSignal): Promise<T> {
  const listening = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: listening.signal });
  });
  try {
    return await Promise.race([wait, aborted]);
  } finally {
    listening.abort();
  }
}
