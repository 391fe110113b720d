import { AppError } from '../../../shared/errors.ts';
import { assertFrame } from '../../../shared/frames.ts';
import type { FfmpegInput } from './ffmpeg.ts';
import type { KeptIndex } from './index-file.ts';
import { LruMap } from './lru-map.ts';
import type { PictureLook } from './picture-filters.ts';
import { decodeWindow } from './picture-source.ts';
import { type PictureWindow, windowLength, windowOf } from './picture-windows.ts';

const CACHE_BYTES = 96 << 20;
const MAX_RUNNING = 2;
/** A step of at most this many frames counts as travelling, which makes decoding ahead worth while. */
const STEP = 16;

/** What the pictures of one original are decoded from. */
export interface PictureOrigin {
  readonly sha256: string;
  readonly program: string | null;
  readonly input: FfmpegInput;
  readonly index: KeptIndex;
}

interface Waiter {
  readonly n: number;
  resolve(jpeg: Buffer): void;
  reject(error: unknown): void;
}

/** One window that is being decoded or waits for its turn. */
interface Run {
  readonly key: string;
  readonly origin: PictureOrigin;
  readonly look: PictureLook;
  readonly window: PictureWindow;
  readonly stop: AbortController;
  readonly waiters: Set<Waiter>;
  ahead: boolean;
  started: boolean;
}

export interface Pictures {
  /** JPEG of frame n. @throws AppError frame_out_of_range, verification_failed, cancelled */
  picture(origin: PictureOrigin, n: number, look: PictureLook, signal: AbortSignal): Promise<Uint8Array>;
  close(): void;
}

/** Keeps recent pictures, lets equal requests share one decode, and decodes ahead in the direction of travel. */
export function createPictures(): Pictures {
  const cache = new LruMap<string, Buffer>(CACHE_BYTES, (jpeg) => jpeg.length);
  const runs = new Map<string, Run>();
  const lastSeen = new Map<string, number>();
  const pictureKey = (origin: PictureOrigin, look: PictureLook, n: number) => `${origin.sha256} ${lookKey(look)} ${n}`;

  const running = () => [...runs.values()].filter((run) => run.started).length;

  function schedule(): void {
    const waiting = [...runs.values()].filter((run) => !run.started);
    const next = waiting.findLast((run) => run.waiters.size > 0) ?? waiting[0];
    if (next === undefined) return;
    if (running() < MAX_RUNNING) {
      next.started = true;
      void start(next);
      schedule();
      return;
    }
    // A person waits: what is only decoded ahead gives way.
    if (next.waiters.size > 0) [...runs.values()].find((run) => run.started && run.ahead)?.stop.abort();
  }

  async function start(run: Run): Promise<void> {
    const { origin, window, look, stop, waiters } = run;
    try {
      await decodeWindow({
        ...origin,
        ...window,
        look,
        signal: stop.signal,
        onPicture: (n, jpeg) => {
          cache.set(pictureKey(origin, look, n), jpeg);
          for (const waiter of waiters) {
            if (waiter.n !== n) continue;
            waiters.delete(waiter);
            waiter.resolve(jpeg);
          }
        },
      });
      settle(run, null);
    } catch (error) {
      settle(run, error);
    }
  }

  function settle(run: Run, error: unknown): void {
    if (runs.get(run.key) === run) runs.delete(run.key);
    for (const waiter of run.waiters) waiter.reject(error ?? stopped());
    run.waiters.clear();
    schedule();
  }

  function runFor(origin: PictureOrigin, window: PictureWindow, look: PictureLook, ahead: boolean): Run {
    const key = `${origin.sha256} ${lookKey(look)} ${window.first}-${window.last}`;
    const known = runs.get(key);
    if (known && !known.stop.signal.aborted) return known;
    const run = {
      key,
      origin,
      look,
      window,
      stop: new AbortController(),
      waiters: new Set<Waiter>(),
      ahead,
      started: false,
    };
    runs.set(key, run);
    return run;
  }

  function wait(run: Run, n: number, signal: AbortSignal): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        run.waiters.delete(waiter);
        reject(stopped());
        if (run.waiters.size === 0 && !run.ahead) abandon(run);
      };
      const done = () => signal.removeEventListener('abort', leave);
      const waiter: Waiter = {
        n,
        resolve: (jpeg) => {
          done();
          resolve(jpeg);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
      run.ahead = false;
      run.waiters.add(waiter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  function abandon(run: Run): void {
    run.stop.abort();
    if (!run.started) settle(run, stopped());
  }

  function decodeAhead(origin: PictureOrigin, n: number, look: PictureLook, before: number | undefined): void {
    if (before === undefined || before === n || Math.abs(n - before) > STEP) return;
    const length = windowLength(origin.index, look.maxWidth);
    const here = windowOf(origin.index, n, length);
    const beyond = n > before ? here.last + 1 : here.first - 1;
    if (beyond < 0 || beyond >= origin.index.pts.length) return;
    const there = windowOf(origin.index, beyond, length);
    const key = (frame: number) => pictureKey(origin, look, frame);
    if (cache.get(key(there.first)) && cache.get(key(there.last))) return;
    runFor(origin, there, look, true);
    schedule();
  }

  return {
    async picture(origin, n, look, signal) {
      assertFrame(n, origin.index.pts.length);
      if (signal.aborted) throw stopped();
      const before = lastSeen.get(origin.sha256);
      lastSeen.set(origin.sha256, n);
      const kept = cache.get(pictureKey(origin, look, n));
      const run = kept
        ? null
        : runFor(origin, windowOf(origin.index, n, windowLength(origin.index, look.maxWidth)), look, false);
      const coming = run && wait(run, n, signal);
      schedule();
      decodeAhead(origin, n, look, before);
      return kept ?? (await coming) ?? Buffer.alloc(0);
    },
    close() {
      for (const run of [...runs.values()]) abandon(run);
      cache.clear();
    },
  };
}

const lookKey = ({ maxWidth, field }: PictureLook): string => `${maxWidth} ${field}`;

function stopped(): AppError {
  return new AppError('cancelled', 'The picture is no longer wanted.');
}
