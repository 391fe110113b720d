import { isOver, type Job } from '../../../../shared/job.ts';
import type { PreparationState } from '../engine/use-preparation.ts';
import type { DerivedFile } from './derived-file.ts';

/** What there is to say in place of a lane; the key of a sentence and its values. */
export interface LaneNote {
  readonly key: 'noSound' | 'undecodable' | 'making' | 'makingShare' | 'failed' | 'none';
  readonly percent?: number;
  readonly reason?: string;
}

/** How far the core is with what makes a recording quick to review. */
export type Preparing = Pick<PreparationState, 'preparation' | 'job' | 'error'>;

export const isBusy = ({ job }: Preparing): boolean => job !== null && !isOver(job);

/** Whole percent of a job that says how much there is to do; null when it does not. */
function percentOfJob(job: Job): number | null {
  const { progress } = job;
  if (progress === null || progress.total === null || progress.total <= 0) return null;
  return Math.min(99, Math.floor((progress.done * 100) / progress.total));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** Why a derived file is not shown; null when it is, or when nobody can say yet. */
export function noteFor(state: DerivedFile<unknown>, preparing: Preparing): LaneNote | null {
  switch (state.state) {
    case 'loading':
    case 'ready':
      return null;
    case 'failed':
      return { key: 'failed', reason: reasonOf(state.error) };
    case 'missing':
      return missingNote(preparing);
  }
}

function missingNote(preparing: Preparing): LaneNote | null {
  const { job, preparation, error } = preparing;
  if (job !== null && isBusy(preparing)) {
    const percent = percentOfJob(job);
    return percent === null ? { key: 'making' } : { key: 'makingShare', percent };
  }
  if (job?.state === 'failed') return { key: 'failed', reason: job.error?.message ?? '' };
  if (error !== null && error !== undefined) return { key: 'failed', reason: reasonOf(error) };
  return preparation === null ? null : { key: 'none' };
}
