import { Worker } from 'node:worker_threads';
import { assertNever } from '../../../shared/assert-never.ts';
import { AppError, fromEnvelope, toEnvelope } from '../../../shared/errors.ts';
import type { Work } from '../progress.ts';
import { workerLocation } from '../worker-location.ts';
import { cancelled } from './fs-errors.ts';
import type { FromWorker, HashRequest, IngestRequest, ToWorker } from './worker-messages.ts';

type Request = IngestRequest | HashRequest;

interface Pending {
  readonly work: Work;
  readonly confirm: (sha256: string) => boolean | Promise<boolean>;
  /** Why the confirmation was denied; kept here, because a thread's message loses what kind of error it was. */
  denied?: unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export interface WorkerClient {
  run(request: Request, work: Work, confirm?: (sha256: string) => boolean | Promise<boolean>): Promise<unknown>;
  close(): Promise<void>;
}

/** Talks to one store worker, which is started at the first request and kept. */
export function createWorkerClient(): WorkerClient {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let lastId = 0;

  const send = (message: ToWorker) => worker?.postMessage(message);

  const failAll = (error: unknown) => {
    worker = null;
    for (const request of pending.values()) request.reject(error);
    pending.clear();
  };

  const start = (): Worker => {
    const started = new Worker(workerLocation('store-worker', import.meta.url), { name: 'store' });
    started.on('message', (message: FromWorker) => receive(message));
    started.on('error', (error) => failAll(error));
    started.on('exit', () => {
      if (worker === started)
        failAll(new AppError('internal', 'The thread that reads and writes files ended. Try again.'));
    });
    return started;
  };

  const receive = (message: FromWorker) => {
    const request = pending.get(message.id);
    if (request === undefined) return;
    switch (message.type) {
      case 'progress':
        request.work.onStep(message.step);
        return;
      case 'confirm':
        void confirm(message.id, message.sha256, request);
        return;
      case 'done':
        pending.delete(message.id);
        request.resolve(message.value);
        return;
      case 'failed':
        pending.delete(message.id);
        request.reject(request.denied ?? fromEnvelope(message.error));
        return;
      default:
        assertNever(message);
    }
  };

  const confirm = async (id: number, sha256: string, request: Pending): Promise<void> => {
    try {
      send({ type: 'confirmed', id, isRecorded: await request.confirm(sha256) });
    } catch (error) {
      request.denied = error;
      send({ type: 'denied', id, error: toEnvelope(error) });
    }
  };

  return {
    async run(request, work, onConfirm = () => false) {
      if (work.signal.aborted) throw cancelled();
      worker ??= start();
      // An idle worker must not keep the program alive.
      worker.ref();
      const id = ++lastId;
      const stop = () => send({ type: 'cancel', id });
      work.signal.addEventListener('abort', stop, { once: true });
      try {
        return await new Promise<unknown>((resolve, reject) => {
          pending.set(id, { work, confirm: onConfirm, resolve, reject });
          send({ ...request, id });
        });
      } finally {
        work.signal.removeEventListener('abort', stop);
        if (pending.size === 0) worker?.unref();
      }
    },

    async close() {
      const ending = worker;
      worker = null;
      await ending?.terminate();
      for (const request of pending.values()) request.reject(cancelled());
      pending.clear();
    },
  };
}
