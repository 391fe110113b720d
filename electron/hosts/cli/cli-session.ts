import type { Writable } from 'node:stream';
import type { CallName, Input, Output } from '../../../shared/api.ts';
import { AppError, fromEnvelope } from '../../../shared/errors.ts';
import { isOver, type Job } from '../../../shared/job.ts';
import type { FolderRisk } from '../../../shared/library.ts';
import type { Core, CoreOptions } from '../../core/app.ts';
import { type ProgressView, progressView } from './cli-progress.ts';
import { warnOfFolder } from './folder-warning.ts';
import { type Passphrases, withPassphrase } from './passphrase-prompt.ts';

export type OpenCore = (options: CoreOptions) => Promise<Core>;

/** An open library as commands use it. Every wait ends with `cancelled` when the person interrupts. */
export interface OpenLibrary {
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Bytes behind an address of the media handler. */
  read(address: string): Promise<Uint8Array>;
  /** Waits for jobs, showing how far they are. They come back in the order given. */
  wait(jobs: readonly Job[]): Promise<Job[]>;
}

export interface SessionOptions {
  readonly openCore: OpenCore;
  readonly core: Omit<CoreOptions, 'libraryDir' | 'mode' | 'passphrase'>;
  readonly passphrases: Passphrases;
  readonly folderRisk: (dir: string) => FolderRisk | null;
  readonly stderr: Writable;
  readonly signal: AbortSignal;
}

const cancelled = () => new AppError('cancelled', 'Interrupted. What was finished before stays as it is.');

/** Rejects as soon as the person interrupts, even when the work behind cannot be stopped itself. */
function untilCancelled<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  if (signal.aborted) {
    work.catch(() => {});
    return Promise.reject(cancelled());
  }
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The last ones first: one that waits in the queue must not start because one before it ended. */
async function cancelAll(core: Core, jobs: readonly Job[]): Promise<void> {
  const known = new Set(jobs.map((job) => job.id));
  const open = (await core.call('jobs.list', {})).filter((job) => known.has(job.id) && !isOver(job));
  for (const job of open.reverse()) await core.call('jobs.cancel', { id: job.id });
}

async function waitFor(core: Core, jobs: readonly Job[], view: ProgressView, signal: AbortSignal): Promise<Job[]> {
  const ids = jobs.map((job) => job.id);
  if (ids.length === 0) return [];
  const wanted = new Set(ids);
  const stop = core.on((event) => {
    if (event.type === 'job' && wanted.has(event.job.id)) view.update(event.job);
  });
  try {
    const ended = await untilCancelled(signal, core.call('jobs.wait', { ids }));
    const byId = new Map(ended.map((job) => [job.id, job]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  } catch (error) {
    if (signal.aborted) await cancelAll(core, jobs);
    throw error;
  } finally {
    stop();
    view.end();
  }
}

async function readMedia(core: Core, address: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await core.media(new Request(`http://127.0.0.1${address}`, { signal }));
  if (!response.ok) throw new AppError('internal', `A picture could not be read back: status ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Opens the library, lets `use` work with it, and closes it whatever happened. */
export async function withLibrary<T>(
  options: SessionOptions,
  where: { readonly dir: string; readonly mode: CoreOptions['mode']; readonly operator: string | undefined },
  use: (library: OpenLibrary) => Promise<T>,
): Promise<T> {
  const { signal, openCore } = options;
  const { dir: libraryDir, mode } = where;
  const core = await withPassphrase(options.passphrases, (passphrase) =>
    openCore({ ...options.core, libraryDir, mode, passphrase }),
  );
  if (mode === 'write') warnOfFolder(options, libraryDir);
  // The last attempt is made while the library closes, so this is heard to the very end.
  core.on((event) => {
    if (event.type === 'backupFailed') options.stderr.write(`warning: no backup was made. ${event.error.message}\n`);
  });
  const context = where.operator === undefined ? {} : { operator: where.operator };
  try {
    return await use({
      call: (name, input) => untilCancelled(signal, core.call(name, input, context)),
      read: (address) => untilCancelled(signal, readMedia(core, address, signal)),
      wait: (jobs) => waitFor(core, jobs, progressView(options.stderr, jobs.length), signal),
    });
  } finally {
    await core.close();
  }
}

/** The result of a job that must have gone through. @throws AppError that the job ended with */
export function resultOf<T>(job: Job | undefined): T {
  if (job?.state === 'done') return job.result as T;
  if (job?.error) throw fromEnvelope(job.error);
  throw job?.state === 'cancelled' ? cancelled() : new AppError('internal', 'The work ended without a result.');
}
