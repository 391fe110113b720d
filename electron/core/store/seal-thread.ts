import { Worker } from 'node:worker_threads';
import { AppError, fromEnvelope } from '../../../shared/errors.ts';
import { workerLocation } from '../worker-location.ts';
import type { FromSealer, Sealed, SealStep } from './seal-messages.ts';

interface Waiting {
  resolve(value: Sealed): void;
  reject(error: unknown): void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let lastId = 0;
let lastFile = 0;

/** One file in the thread that enciphers; the thread is started with the first file of whoever asks, and kept. */
export interface SealingFile {
  /** Steps are taken in the order in which they are asked for. @throws AppError verification_failed, no_library_open */
  take(step: SealStep): Promise<Sealed>;
}

export function sealingFile(): SealingFile {
  const file = ++lastFile;
  return {
    take: (step) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        // An idle thread must not keep the program alive.
        worker.ref();
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ ...shared(step), id, file });
      }),
  };
}

/** A block that does not lie in shared memory is copied there: its owner may read the next one into it. */
function shared(step: SealStep): SealStep {
  if (step.type !== 'push' || step.block.buffer instanceof SharedArrayBuffer) return step;
  const block = new Uint8Array(new SharedArrayBuffer(step.block.length));
  block.set(step.block);
  return { ...step, block };
}

function start(): Worker {
  const started = new Worker(workerLocation('seal-worker', import.meta.url), { name: 'seal' });
  started.on('message', (answer: FromSealer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) one?.reject(fromEnvelope(answer.error));
    else one?.resolve(answer.value);
    if (waiting.size === 0) started.unref();
  });
  const end = (error: unknown) => {
    if (worker !== started) return;
    worker = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  started.on('error', end);
  started.on('exit', () => end(new AppError('internal', 'The thread that enciphers files ended. Try again.')));
  return started;
}
