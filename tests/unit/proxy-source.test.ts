import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { splitAccessUnits } from '../../renderer/features/review/engine/annex-b.ts';
import { ChunkNotMade } from '../../renderer/features/review/engine/proxy-fetcher.ts';
import { type OpenDecoder, ProxySource } from '../../renderer/features/review/engine/proxy-source.ts';
import { SourceFailure } from '../../renderer/features/review/engine/source-picture.ts';
import type { Proxy as ReviewCopy } from '../../shared/preparation.ts';

const FRAMES = 60;
const proxy: ReviewCopy = { width: 64, height: 48, chunkFrames: 24, gop: 12, chunks: 3, made: [[0, 2]] };

/** The chunks of a whole proxy as the core makes them. */
const chunks = (() => {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=25', '-frames:v', String(FRAMES)];
  const h264 = ['-c:v', 'libx264', '-bf', '0', '-g', '12', '-keyint_min', '12', '-sc_threshold', '0'];
  const stream = ['-pix_fmt', 'yuv420p', '-bsf:v', 'h264_metadata=aud=insert', '-f', 'h264', '-'];
  const units = splitAccessUnits(
    new Uint8Array(execFileSync('ffmpeg', ['-v', 'error', ...picture, ...h264, ...stream])),
  );
  return [0, 1, 2].map((k) => Buffer.concat(units.slice(k * 24, k * 24 + 24).map(({ data }) => data)));
})();

/** What the stand-in for the decoder does to the timestamps on their way out. */
type Fault = (timestamp: number) => number[];

class FakeDecoder extends EventTarget {
  static opened = 0;
  state = 'configured';
  decodeQueueSize = 0;
  readonly #init: VideoDecoderInit;
  readonly #fault: Fault;
  #waiting: Promise<void> = Promise.resolve();

  constructor(init: VideoDecoderInit, fault: Fault) {
    super();
    FakeDecoder.opened++;
    this.#init = init;
    this.#fault = fault;
  }

  configure() {}

  decode({ timestamp }: { timestamp: number }) {
    this.decodeQueueSize++;
    this.#waiting = this.#waiting
      .then(() => new Promise((resolve) => setTimeout(resolve)))
      .then(() => {
        this.decodeQueueSize--;
        this.dispatchEvent(new Event('dequeue'));
        if (this.state === 'closed') return;
        for (const n of this.#fault(timestamp)) this.#init.output(fakeFrame(n));
      });
  }

  flush = () => this.#waiting;

  close() {
    this.state = 'closed';
  }
}

let open = 0;
function fakeFrame(timestamp: number): VideoFrame {
  open++;
  return { timestamp, close: () => open-- } as unknown as VideoFrame;
}

const decoderWith =
  (fault: Fault): OpenDecoder =>
  (init) =>
    new FakeDecoder(init, fault) as unknown as VideoDecoder;

const source = (fault: Fault = (n) => [n]) => new ProxySource('a'.repeat(64), FRAMES, proxy, decoderWith(fault));

/** Decodes and gives the numbers that came; every picture is closed at once. */
async function numbers(from: ProxySource, first: number, last: number, signal = new AbortController().signal) {
  const got: number[] = [];
  await from.decode(first, last, signal, ({ n, frame, proven }) => {
    expect(proven).toBe(false);
    got.push(n);
    frame.close();
  });
  return got;
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const asked: string[] = [];
let served: (path: string) => Response;

beforeEach(() => {
  open = 0;
  FakeDecoder.opened = 0;
  asked.length = 0;
  served = (path) => new Response(chunks[Number(path.split('/').pop())]);
  vi.stubGlobal(
    'EncodedVideoChunk',
    class {
      readonly timestamp: number;
      constructor({ timestamp }: { timestamp: number }) {
        this.timestamp = timestamp;
      }
    },
  );
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return served(path);
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('ProxySource', () => {
  it('gives exactly the wanted frames in order, across a border of chunks', async () => {
    const from = source();
    expect(await numbers(from, 20, 30)).toEqual(range(20, 30));
    expect(await numbers(from, 59, 59)).toEqual([59]);
    expect(await numbers(from, 0, 59)).toEqual(range(0, 59));
    expect(open).toBe(0);
    expect(FakeDecoder.opened).toBe(1);
  });

  it('fetches a chunk once, and the next one ahead', async () => {
    const from = source();
    await numbers(from, 0, 5);
    await numbers(from, 6, 11);
    await numbers(from, 24, 24);
    expect(asked.filter((path) => path.endsWith('/0'))).toHaveLength(1);
    expect(asked.filter((path) => path.endsWith('/1'))).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['a frame that does not come', (n) => (n === 14 ? [] : [n])],
    ['a frame that comes twice', (n) => (n === 14 ? [14, 14] : [n])],
    ['frames in another order', (n) => (n === 14 ? [15] : n === 15 ? [14] : [n])],
    ['a last frame that stays out', (n) => (n === 20 ? [] : [n])],
    ['one more than was wanted', (n) => (n === 20 ? [20, 21] : [n])],
  ])('refuses %s, and starts anew after it', async (_what, fault) => {
    const from = source(fault);
    const failing = numbers(from, 13, 20);
    await expect(failing).rejects.toBeInstanceOf(SourceFailure);
    await expect(failing).rejects.toMatchObject({ reason: 'mismatch' });
    expect(await numbers(from, 0, 11)).toEqual(range(0, 11));
    expect(open).toBe(0);
  });

  it('says which chunk is not made yet', async () => {
    served = () => new Response('', { status: 404 });
    const failing = numbers(source(), 30, 31);
    await expect(failing).rejects.toBeInstanceOf(ChunkNotMade);
    await expect(failing).rejects.toMatchObject({ chunk: 1 });
  });

  it('says what cannot be read and what holds something else', async () => {
    served = () => new Response('', { status: 500 });
    await expect(numbers(source(), 0, 1)).rejects.toMatchObject({ reason: 'unreadable' });
    served = () => new Response(chunks[0]?.subarray(0, -400));
    await expect(numbers(source(), 0, 1)).rejects.toMatchObject({ reason: 'mismatch' });
    served = () => new Response(chunks[2]);
    await expect(numbers(source(), 0, 1)).rejects.toMatchObject({ reason: 'mismatch' });
    served = () => new Response('no byte stream at all');
    await expect(numbers(source(), 0, 1)).rejects.toMatchObject({ reason: 'mismatch' });
  });

  it('gives up at once and takes the next wish while the old one still winds up', async () => {
    const from = source();
    const control = new AbortController();
    const given = numbers(from, 0, 59, control.signal);
    await new Promise((resolve) => setTimeout(resolve, 8));
    control.abort(new Error('somewhere else'));
    const next = numbers(from, 40, 42);
    await expect(given).rejects.toThrow('somewhere else');
    expect(await next).toEqual([40, 41, 42]);
    expect(open).toBe(0);
  });
});
