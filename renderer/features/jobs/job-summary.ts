import type { Job } from '../../../shared/job.ts';

export interface JobSummary {
  /** Jobs that run or wait. */
  readonly active: number;
  readonly failed: number;
  /** Jobs that were stopped and go on when somebody resumes them. */
  readonly stopped: number;
  /** Part of the running work that is done, 0 to 1. */
  readonly share: number;
  /** The longest time left that is known; null when none is. */
  readonly secondsLeft: number | null;
}

const isActive = (job: Job): boolean => job.state === 'queued' || job.state === 'running';

function shareOf(job: Job): number {
  const { done = 0, total = null } = job.progress ?? {};
  return total === null || total <= 0 ? 0 : Math.min(1, done / total);
}

/** What the jobs button says. Jobs that wait count as not begun, so the ring never runs backwards within a batch. */
export function summarise(jobs: readonly Job[]): JobSummary {
  const active = jobs.filter(isActive);
  const batches = new Set(active.map((job) => job.batch));
  const together = jobs.filter((job) => batches.has(job.batch));
  const done = together.reduce((sum, job) => sum + (isActive(job) ? shareOf(job) : 1), 0);
  const left = active.map((job) => job.progress?.secondsLeft ?? null).filter((seconds) => seconds !== null);
  return {
    active: active.length,
    failed: jobs.filter((job) => job.state === 'failed').length,
    stopped: jobs.filter((job) => job.state === 'interrupted').length,
    share: together.length === 0 ? 0 : done / together.length,
    secondsLeft: left.length === 0 ? null : Math.max(...left),
  };
}
