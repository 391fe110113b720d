import type { ErrorEnvelope } from './errors.ts';

export const JOB_KINDS = ['import', 'prepare', 'export', 'verify', 'verify-bundle', 'verify-marks', 'sample'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** `interrupted`: the program ended while it ran; it can be resumed. */
export type JobState = 'queued' | 'running' | 'interrupted' | 'done' | 'failed' | 'cancelled';

/** Where a job stands. `done` and `total` are in `unit`; `total` is null while it is unknown. */
export interface JobProgress {
  /** What is being done now, in words for a person: "Copying and hashing". */
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'frames' | 'seconds' | 'files' | 'exhibits';
  /** `unit` per second over the last few seconds; null until it can be told. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
}

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** Jobs started by one action share a batch. */
  readonly batch: string;
  /** What it works on, for a person: a file name, a bundle folder. */
  readonly title: string;
  readonly state: JobState;
  readonly progress: JobProgress | null;
  readonly result: unknown;
  readonly error: ErrorEnvelope | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

export const isOver = (job: Job): boolean =>
  job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
