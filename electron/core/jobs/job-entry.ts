import type { Job, JobKind } from '../../../shared/job.ts';
import { newId } from '../ids.ts';
import type { Step, Work } from '../progress.ts';
import type { JobDefinition, JobRun } from './jobs.ts';
import { progressMeter } from './progress-meter.ts';
import type { Throttle } from './throttle.ts';

/** A job while the program runs. */
export interface JobEntry {
  job: Job;
  input: unknown;
  readonly operator: string;
  readonly told: Throttle<Job>;
  readonly waiting: Set<(job: Job) => void>;
  abort: AbortController | null;
  /** Why a run that is being stopped is: it is given up, it waits until somebody resumes it, or another one goes first. */
  stop: 'cancel' | 'pause' | 'give way';
}

/** A definition with its input type closed over. */
export interface JobRunner {
  readonly parallel: number;
  title(input: unknown): string;
  run(entry: JobEntry, work: Work, keep: (input: unknown) => void): Promise<unknown>;
  discard(input: unknown): Promise<void>;
}

export function newJob(kind: JobKind, batch: string, title: string, at: Date): Job {
  return {
    id: newId('job'),
    kind,
    batch,
    title,
    state: 'queued',
    progress: null,
    result: null,
    error: null,
    createdAt: at.toISOString(),
    endedAt: null,
  };
}

/** Tells of a running job what its work reports. */
export function reporter(entry: JobEntry): (step: Step) => void {
  const meter = progressMeter();
  return (step) => {
    if (entry.abort === null) return;
    entry.job = { ...entry.job, progress: meter.update(step, performance.now()) };
    entry.told.push(entry.job);
  };
}

export function runnerOf<I, R>(definition: JobDefinition<I, R>): JobRunner {
  return {
    parallel: definition.parallel,
    title: (input) => definition.title(definition.parse(input)),
    run: (entry, work, keep) => {
      const context: Work & JobRun<I> = { ...work, operator: entry.operator, keep };
      return definition.run(definition.parse(entry.input), context);
    },
    discard: async (input) => definition.discard?.(definition.parse(input)),
  };
}
