import type { Job, JobKind } from '../../../shared/job.ts';
import { newId } from '../ids.ts';
import type { Work } from '../progress.ts';
import type { JobDefinition, JobRun } from './jobs.ts';
import type { Throttle } from './throttle.ts';

/** A job while the program runs. */
export interface JobEntry {
  job: Job;
  input: unknown;
  readonly operator: string;
  readonly told: Throttle<Job>;
  readonly waiting: Set<(job: Job) => void>;
  abort: AbortController | null;
  /** It was stopped to let another one run first. */
  givesWay: boolean;
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
