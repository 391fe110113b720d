import { Worker } from 'node:worker_threads';
import { AppError, fromEnvelope } from '../../../shared/errors.ts';
import { workerLocation } from '../worker-location.ts';
import type { FromRaster, Inspected, RasterFile, RasterJob } from './raster-messages.ts';

const LIMIT_MS = 30_000;

interface Task {
  readonly job: RasterJob;
  resolve(value: Inspected | Uint8Array): void;
  reject(error: unknown): void;
}

/** Draws documents and pictures in a thread that may break without harm. */
export interface Raster {
  /** Never throws for what is inside the file. */
  inspect(file: RasterFile): Promise<Inspected>;
  /** @throws AppError page_out_of_range, not_reviewable */
  page(file: RasterFile, page: number, width: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** `limitMs`: after this long with one job the thread is ended and replaced. `entry`: another worker, for tests. */
export function createRaster(limitMs = LIMIT_MS, entry?: URL): Raster {
  const queue: Task[] = [];
  let current: Task | null = null;
  let worker: Worker | null = null;
  let closed = false;
  let lastId = 0;
  /** Jobs that broke the thread: the next one for the same page would cost everybody the same wait. */
  const hopeless = new Map<string, AppError>();
  let timer: NodeJS.Timeout | undefined;

  function next(): void {
    if (current !== null || closed) return;
    const task = queue.shift();
    if (task === undefined) {
      // An idle thread must not keep the program alive.
      worker?.unref();
      return;
    }
    current = task;
    worker ??= start();
    worker.ref();
    timer = setTimeout(() => fail('took too long'), limitMs);
    worker.postMessage({ id: ++lastId, job: task.job });
  }

  function start(): Worker {
    const started = new Worker(entry ?? workerLocation('raster-worker', import.meta.url), {
      name: 'raster',
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
      // Decoders chatter when they abort; standard output belongs to the command line's answer.
      ...{ stdout: true, stderr: true },
    });
    started.stdout.resume();
    started.stderr.resume();
    started.on('message', (message: FromRaster) => {
      if (message.id !== lastId || worker !== started) return;
      settle((task) => (message.ok ? task.resolve(message.value) : task.reject(fromEnvelope(message.error))));
    });
    started.on('error', () => worker === started && fail('broke the decoder'));
    started.on('exit', () => worker === started && fail('broke the decoder'));
    return started;
  }

  function settle(how: (task: Task) => void): void {
    clearTimeout(timer);
    const task = current;
    current = null;
    if (task) how(task);
    next();
  }

  /** The job at hand is lost and the thread with it; those behind it go on in a new one. */
  function fail(what: string): void {
    const broken = worker;
    worker = null;
    void broken?.terminate();
    const error = new AppError(
      'not_reviewable',
      `This document ${what}, so it cannot be shown. It is kept as evidence.`,
      {
        reason: what,
      },
    );
    const key = current === null ? null : keyOf(current.job);
    if (key !== null) hopeless.set(key, error);
    settle((task) => task.reject(error));
  }

  function run(job: RasterJob): Promise<Inspected | Uint8Array> {
    if (closed) return Promise.reject(new AppError('cancelled', 'The library is being closed.'));
    const known = hopeless.get(keyOf(job) ?? '');
    if (known !== undefined) return Promise.reject(known);
    return new Promise((resolve, reject) => {
      queue.push({ job, resolve, reject });
      next();
    });
  }

  return {
    async inspect(file) {
      try {
        return (await run({ type: 'inspect', file })) as Inspected;
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
        return { pages: [], warnings: [{ code: 'damaged', message: error.message }], facts: {} };
      }
    },
    page: async (file, page, width) => (await run({ type: 'page', file, page, width })) as Uint8Array,
    async close() {
      closed = true;
      clearTimeout(timer);
      const ending = worker;
      worker = null;
      for (const task of [...(current ? [current] : []), ...queue.splice(0)])
        task.reject(new AppError('cancelled', 'The library is being closed.'));
      current = null;
      await ending?.terminate();
    },
  };
}

/** Names what is asked of an original, whose content never changes; null for bytes of our own making. */
function keyOf(job: RasterJob): string | null {
  if (!('source' in job.file)) return null;
  const { path } = job.file.source;
  return job.type === 'page' ? `${path} ${job.page}` : path;
}
