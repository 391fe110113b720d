import type { Job, JobKind } from '../../../shared/job.ts';
import type { Work } from '../progress.ts';

/** What a running job knows beside its input. */
export interface JobRun<I> {
  readonly operator: string;
  /** Replaces the stored input, so that a resumed run goes on from here. May be called inside a transaction. */
  keep(input: I): void;
}

/** One kind of long work: how its stored input is read back, and how it is done. */
export interface JobDefinition<I, R> {
  readonly kind: JobKind;
  /** Validates input read from the database, which an older version may have written. */
  parse(input: unknown): I;
  title(input: I): string;
  run(input: I, work: Work & JobRun<I>): Promise<R>;
  /** Clears away what a job holds that was cancelled and may never run again. */
  discard?(input: I): Promise<void>;
  /** How many of this kind may run at once. */
  readonly parallel: number;
}

/** Persisted queue. What was queued or running when the program ended is `interrupted` at the next start. */
export interface Jobs {
  define<I, R>(definition: JobDefinition<I, R>): void;
  /** Stores the jobs in one transaction and starts them as slots allow. They share a batch. */
  enqueue(kind: JobKind, inputs: readonly unknown[], operator: string): Job[];
  list(): Job[];
  find(id: string): Job | undefined;
  /** Gives a job up. */
  cancel(id: string): Promise<Job>;
  /** Stops a job, which is `interrupted` then and keeps what it has made until somebody resumes or cancels it. */
  pause(id: string): Promise<Job>;
  resume(id: string): Job;
  /**
   * Lets a job that waits run next. When its kind has no room, the one that runs gives way: it is stopped and waits right
   * behind. Does nothing for a job that does not wait.
   */
  prefer(id: string): void;
  /** Resumes every interrupted job; hosts that people watch call it at start. */
  resumeAll(): void;
  /** Forgets ended jobs. */
  clear(): Job[];
  wait(ids: readonly string[]): Promise<Job[]>;
  onChange(listener: (job: Job) => void): () => void;
  /** Stops everything that runs, leaves it `interrupted`, and resolves when it has stopped. */
  drain(): Promise<void>;
}
