import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { ImportResult } from '../../../shared/evidence.ts';
import type { Job } from '../../../shared/job.ts';

/** What became of one import job; null while it is under way. */
export type Outcome = 'imported' | 'duplicate' | 'refused' | 'cancelled' | null;

function resultOf(job: Job): ImportResult | null {
  const result = job.result;
  return typeof result === 'object' && result !== null && 'outcome' in result ? (result as ImportResult) : null;
}

export function outcomeOf(job: Job): Outcome {
  if (job.state === 'failed') return 'refused';
  if (job.state === 'cancelled') return 'cancelled';
  return job.state === 'done' ? (resultOf(job)?.outcome ?? 'imported') : null;
}

/** Why a file was refused, in the core's words. */
export const refusal = (job: Job): ErrorEnvelope | null => job.error ?? resultOf(job)?.error ?? null;

export interface ImportTotals {
  readonly imported: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly cancelled: number;
  readonly underWay: number;
  /** Speed of all running jobs together; null while none can tell. */
  readonly bytesPerSecond: number | null;
}

/** Adds up the jobs of one or more batches. */
export function importTotals(jobs: readonly Job[]): ImportTotals {
  const count = { imported: 0, duplicate: 0, refused: 0, cancelled: 0, underWay: 0 };
  let rate = 0;
  for (const job of jobs) {
    count[outcomeOf(job) ?? 'underWay'] += 1;
    if (job.state === 'running' && job.progress?.unit === 'bytes') rate += job.progress.rate ?? 0;
  }
  return { ...count, bytesPerSecond: rate > 0 ? rate : null };
}
