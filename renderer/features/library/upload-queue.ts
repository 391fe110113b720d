import { type ErrorEnvelope, toEnvelope } from '../../../shared/errors.ts';
import { uploadFile } from '../../host/host.ts';
import { createStore } from '../../lib/create-store.ts';
import { startImport } from './import-batches.ts';
import { TransferRate } from './transfer-rate.ts';

/** A file on its way from the browser into the library's intake. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
  /** Bytes per second; null until it can be told. */
  readonly rate: number | null;
  readonly state: 'waiting' | 'sending' | 'failed';
  readonly error: ErrorEnvelope | null;
}

/** Two at once keep the disk busy while one file is being closed; more would only make each slower. */
const AT_ONCE = 2;
const REPORT_MS = 150;

const queue = createStore<{ readonly uploads: readonly Upload[] }>({ uploads: [] });
const files = new Map<number, File>();
const running = new Map<number, AbortController>();
let last = 0;

const change = (id: number, part: Partial<Upload>) =>
  queue.set(({ uploads }) => ({ uploads: uploads.map((each) => (each.id === id ? { ...each, ...part } : each)) }));

function forget(id: number): void {
  files.delete(id);
  queue.set(({ uploads }) => ({ uploads: uploads.filter((each) => each.id !== id) }));
}

/** Reports of one transfer, thinned so that many small steps do not redraw the list each. */
function reporter(id: number): (sent: number) => void {
  const rate = new TransferRate();
  let shown = 0;
  return (sent) => {
    const now = performance.now();
    rate.report(sent, now);
    if (now - shown < REPORT_MS) return;
    shown = now;
    change(id, { sent, rate: rate.perSecond });
  };
}

async function send(id: number, file: File, signal: AbortSignal): Promise<void> {
  const { upload } = await uploadFile(file, reporter(id), signal);
  await startImport([{ upload, name: file.name }]);
}

async function run(id: number, file: File): Promise<void> {
  const control = new AbortController();
  running.set(id, control);
  change(id, { state: 'sending' });
  try {
    await send(id, file, control.signal);
    forget(id);
  } catch (error) {
    if (control.signal.aborted) forget(id);
    else change(id, { state: 'failed', error: toEnvelope(error), rate: null });
  } finally {
    running.delete(id);
    startNext();
  }
}

function startNext(): void {
  for (const { id, state } of queue.get().uploads) {
    if (running.size >= AT_ONCE) return;
    const file = files.get(id);
    if (state === 'waiting' && file !== undefined) void run(id, file);
  }
}

/** Puts files in line; each becomes an import job when its bytes have arrived. */
export function enqueueUploads(added: readonly File[]): void {
  if (added.length === 0) return;
  const uploads = added.map((file): Upload => {
    last += 1;
    files.set(last, file);
    return { id: last, name: file.name, bytes: file.size, sent: 0, rate: null, state: 'waiting', error: null };
  });
  queue.set((now) => ({ uploads: [...now.uploads, ...uploads] }));
  startNext();
}

/** Ends one transfer, or takes a failed or waiting one off the list. */
export function cancelUpload(id: number): void {
  const control = running.get(id);
  if (control === undefined) forget(id);
  else control.abort();
}

/** Tries a failed transfer once more. */
export function retryUpload(id: number): void {
  change(id, { state: 'waiting', sent: 0, error: null });
  startNext();
}

export function cancelAllUploads(): void {
  for (const { id } of [...queue.get().uploads]) cancelUpload(id);
}

export const useUploads = (): readonly Upload[] => queue.use().uploads;
