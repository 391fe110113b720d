import { AppError, toEnvelope } from '../../../shared/errors.ts';
import { isOver, type Job, type JobKind, type JobState } from '../../../shared/job.ts';
import { newId } from '../ids.ts';
import type { Log } from '../log.ts';
import { type JobEntry, type JobRunner, newJob, reporter, runnerOf } from './job-entry.ts';
import type { JobRepo, StoredJob } from './job-repo.ts';
import type { JobDefinition, Jobs } from './jobs.ts';
import { throttle } from './throttle.ts';

/** Every job is told of at most ten times a second. */
const TELL_EVERY_MS = 100;

export interface JobsDeps {
  readonly repo: JobRepo;
  readonly clock: () => Date;
  readonly log: Log;
  /** Puts a failure of the platform into words; by default it stays what it is. */
  readonly explain?: (error: unknown) => unknown;
}

/**
 * The queue. Only `queued` and the ends are stored: whatever has not ended when the program stops is `interrupted` at
 * the next start, so that neither `running` nor `interrupted` needs a write. Progress lives in memory.
 */
export function createJobs({ repo, clock, log, explain = (error) => error }: JobsDeps): Jobs {
  const runners = new Map<JobKind, JobRunner>();
  const entries = new Map<string, JobEntry>();
  const queues = new Map<JobKind, string[]>();
  const running = new Map<JobKind, Set<Promise<void>>>();
  const listeners = new Set<(job: Job) => void>();
  let draining = false;

  const announce = (job: Job) => {
    for (const listener of listeners) listener(job);
  };

  const add = (stored: StoredJob): JobEntry => {
    const told = throttle(TELL_EVERY_MS, announce);
    const entry: JobEntry = { ...stored, told, waiting: new Set(), abort: null, stop: 'cancel' };
    entries.set(stored.job.id, entry);
    return entry;
  };

  const find = (id: string): JobEntry => {
    const entry = entries.get(id);
    if (entry === undefined)
      throw new AppError('not_found', `There is no job ${id}. It may have been cleared.`, { id });
    return entry;
  };

  const change = (entry: JobEntry, fields: Partial<Job>): void => {
    entry.job = { ...entry.job, ...fields };
    entry.told.stop();
    announce(entry.job);
  };

  const end = (entry: JobEntry, state: JobState, fields: Partial<Job> = {}): void => {
    change(entry, { ...fields, state, endedAt: state === 'interrupted' ? null : clock().toISOString() });
    try {
      if (state !== 'interrupted') repo.saveState(entry.job);
    } catch (error) {
      // The work itself is done or not as told; only its line in the queue could not be kept.
      log.warn('job.state_not_saved', { kind: entry.job.kind, code: toEnvelope(error).code });
    }
    for (const resolve of entry.waiting) resolve(entry.job);
    entry.waiting.clear();
  };

  const run = async (entry: JobEntry, runner: JobRunner): Promise<void> => {
    const abort = new AbortController();
    entry.abort = abort;
    change(entry, { state: 'running', progress: null, error: null });
    const keep = (input: unknown) => {
      entry.input = input;
      repo.saveInput(entry.job.id, input);
    };
    try {
      const result = await runner.run(entry, { onStep: reporter(entry), signal: abort.signal }, keep);
      end(entry, 'done', { result, progress: null });
    } catch (error) {
      const envelope = toEnvelope(explain(error));
      if (!abort.signal.aborted) end(entry, 'failed', { error: envelope });
      else if (draining || entry.stop === 'pause') end(entry, 'interrupted', { progress: null });
      else if (entry.stop === 'give way') {
        change(entry, { state: 'queued', progress: null });
        // The one that it gives way to is still the first.
        queues.get(entry.job.kind)?.splice(1, 0, entry.job.id);
      } else {
        await discard(entry, runner);
        end(entry, 'cancelled', { progress: null });
      }
    } finally {
      entry.abort = null;
      entry.stop = 'cancel';
    }
  };

  /** Stops a run; the job as it stands then. */
  const stopped = (entry: JobEntry, abort: AbortController, why: 'cancel' | 'pause'): Promise<Job> => {
    const ended = new Promise<Job>((resolve) => entry.waiting.add(resolve));
    entry.stop = why;
    abort.abort();
    return ended;
  };

  const discard = async (entry: JobEntry, runner: JobRunner | undefined): Promise<void> => {
    try {
      await runner?.discard(entry.input);
    } catch (error) {
      log.warn('job.not_discarded', { kind: entry.job.kind, code: toEnvelope(error).code });
    }
  };

  const pump = (kind: JobKind): void => {
    const runner = runners.get(kind);
    const queue = queues.get(kind);
    if (runner === undefined || queue === undefined) return;
    const active = running.get(kind) ?? new Set();
    running.set(kind, active);
    while (!draining && active.size < runner.parallel) {
      const id = queue.shift();
      if (id === undefined) return;
      const entry = entries.get(id);
      if (entry === undefined || entry.job.state !== 'queued') continue;
      const done = run(entry, runner).finally(() => {
        active.delete(done);
        pump(kind);
      });
      active.add(done);
    }
  };

  const queue = (entry: JobEntry): void => {
    const { kind, id } = entry.job;
    const waiting = queues.get(kind) ?? [];
    queues.set(kind, waiting);
    waiting.push(id);
    pump(kind);
  };

  const resume = (id: string): Job => {
    const entry = find(id);
    const { state, title } = entry.job;
    if (state !== 'interrupted' && state !== 'cancelled' && state !== 'failed') {
      throw new AppError('invalid_input', `“${title}” cannot be run again: it is ${state}.`, { id, state });
    }
    change(entry, { state: 'queued', error: null, progress: null, endedAt: null });
    if (state !== 'interrupted') repo.saveState(entry.job);
    queue(entry);
    return entry.job;
  };

  // What ended well in an earlier session has been seen or can be found in the ledger.
  const kept = repo.all();
  repo.remove(kept.filter(({ job }) => job.state === 'done').map(({ job }) => job.id));
  for (const stored of kept) {
    if (stored.job.state === 'done') continue;
    const entry = add(stored);
    if (!isOver(stored.job)) entry.job = { ...stored.job, state: 'interrupted' };
  }

  return {
    define<I, R>(definition: JobDefinition<I, R>) {
      runners.set(definition.kind, runnerOf(definition));
    },

    enqueue(kind, inputs, operator) {
      const runner = runners.get(kind);
      if (runner === undefined || draining) throw new AppError('library_locked', 'The library is being closed.');
      const batch = newId('batch');
      const stored = inputs.map((input) => ({
        input,
        operator,
        job: newJob(kind, batch, runner.title(input), clock()),
      }));
      repo.insert(stored);
      const added = stored.map(add);
      for (const entry of added) announce(entry.job);
      for (const entry of added) queue(entry);
      return added.map((entry) => entry.job);
    },

    list: () => [...entries.values()].map((entry) => entry.job),
    find: (id) => entries.get(id)?.job,

    async cancel(id) {
      const entry = find(id);
      if (entry.abort !== null) return stopped(entry, entry.abort, 'cancel');
      if (!isOver(entry.job)) {
        await discard(entry, runners.get(entry.job.kind));
        end(entry, 'cancelled', { progress: null });
      }
      return entry.job;
    },

    async pause(id) {
      const entry = find(id);
      if (entry.abort !== null) return stopped(entry, entry.abort, 'pause');
      if (entry.job.state === 'queued') end(entry, 'interrupted');
      return entry.job;
    },

    resume,
    prefer(id) {
      const { job } = find(id);
      const waiting = queues.get(job.kind) ?? [];
      if (job.state !== 'queued' || !waiting.includes(id)) return;
      waiting.splice(waiting.indexOf(id), 1);
      waiting.unshift(id);
      const runs = [...entries.values()].filter((entry) => entry.job.kind === job.kind && entry.abort !== null);
      const [first] = runs;
      if (first === undefined || runs.some((entry) => entry.abort?.signal.aborted)) return; // Room comes soon.
      first.stop = 'give way';
      first.abort?.abort();
    },
    resumeAll() {
      for (const { job } of [...entries.values()]) if (job.state === 'interrupted') resume(job.id);
    },

    clear() {
      const over = [...entries.values()].filter((entry) => isOver(entry.job)).map((entry) => entry.job.id);
      repo.remove(over);
      for (const id of over) entries.delete(id);
      return [...entries.values()].map((entry) => entry.job);
    },

    wait: (ids) =>
      Promise.all(
        ids.map((id) => {
          const entry = find(id);
          // An interrupted job ends only when somebody resumes it; nobody should wait for that.
          if (isOver(entry.job) || entry.job.state === 'interrupted') return entry.job;
          return new Promise<Job>((resolve) => entry.waiting.add(resolve));
        }),
      ),

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async drain() {
      draining = true;
      for (const entry of entries.values()) if (entry.job.state === 'queued') end(entry, 'interrupted');
      for (const entry of entries.values()) entry.abort?.abort();
      await Promise.all([...running.values()].flatMap((active) => [...active]));
    },
  };
}
