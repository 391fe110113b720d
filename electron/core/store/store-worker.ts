/**
 * The store's worker thread: reads, hashes and writes originals, so that hashing never holds up the thread that
 * answers the interface. It knows files only; what they mean is decided on the main thread.
 */
import { parentPort } from 'node:worker_threads';
import { assertNever } from '../../../shared/assert-never.ts';
import { fromEnvelope, toEnvelope } from '../../../shared/errors.ts';
import { hashBlocks, readsOf } from './block-reader.ts';
import { type ByteReader, readerOf } from './file-source.ts';
import { ingestFile } from './ingest-file.ts';
import { openSource } from './source-file.ts';
import { storePaths } from './store-paths.ts';
import type { FromWorker, HashRequest, IngestRequest, ToWorker } from './worker-messages.ts';

/** Progress is told at most this often; the contract asks for at least four times a second. */
const TELL_EVERY_MS = 100;

interface Running {
  readonly abort: AbortController;
  confirmed?: { resolve(isRecorded: boolean): void; reject(error: Error): void };
}

const port = parentPort;
if (port === null) throw new Error('store-worker runs as a worker thread only');
const running = new Map<number, Running>();
const tell = (message: FromWorker) => port.postMessage(message);

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'ingest':
      void run(message.id, (task) => ingest(message.id, message, task));
      return;
    case 'hash':
      void run(message.id, (task) => hash(message.id, message, task.abort.signal));
      return;
    case 'confirmed':
      running.get(message.id)?.confirmed?.resolve(message.isRecorded);
      return;
    case 'denied':
      running.get(message.id)?.confirmed?.reject(fromEnvelope(message.error));
      return;
    case 'cancel':
      running.get(message.id)?.abort.abort();
      return;
    default:
      assertNever(message);
  }
});

async function run(id: number, work: (task: Running) => Promise<unknown>): Promise<void> {
  const task: Running = { abort: new AbortController() };
  running.set(id, task);
  try {
    tell({ type: 'done', id, value: await work(task) });
  } catch (error) {
    tell({ type: 'failed', id, error: toEnvelope(error) });
  } finally {
    running.delete(id);
  }
}

function ingest(id: number, request: IngestRequest, task: Running): Promise<unknown> {
  const { libraryDir, keys, source, sourceSeal } = request;
  const onBytes = teller(id);
  return ingestFile(storePaths(libraryDir, keys), libraryDir, {
    ...{ source, sourceSeal, key: keys?.files ?? null },
    signal: task.abort.signal,
    onBytes,
    confirm: (sha256) =>
      new Promise((resolve, reject) => {
        task.confirmed = { resolve, reject };
        tell({ type: 'confirm', id, sha256 });
      }),
  });
}

async function hash(id: number, { source, share }: HashRequest, signal: AbortSignal): Promise<unknown> {
  const handle = await openSource(source.path);
  let sealed: ByteReader | null = null;
  try {
    // A plain file is read straight into the block that is hashed.
    if (source.seal !== null) sealed = await readerOf(handle, source.seal);
    const size = sealed?.size ?? (await handle.stat()).size;
    const onBytes = teller(id);
    return await hashBlocks(readsOf(sealed ?? handle), size, signal, (done) => onBytes('Hashing', done, size), share);
  } finally {
    await (sealed ?? handle).close();
  }
}

function teller(id: number): (step: string, done: number, total: number) => void {
  let toldAt = 0;
  let toldStep = '';
  return (step, done, total) => {
    const now = performance.now();
    if (step === toldStep && done < total && now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    toldStep = step;
    tell({ type: 'progress', id, step: { step, done, total, unit: 'bytes' } });
  };
}
