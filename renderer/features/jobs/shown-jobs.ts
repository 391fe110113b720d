import type { Job, JobState } from '../../../shared/job.ts';

/** What needs attention comes first, what is over last. */
const ORDER: Readonly<Record<JobState, number>> = {
  running: 0,
  failed: 1,
  interrupted: 2,
  queued: 3,
  cancelled: 4,
  done: 5,
};

/** An import may make tens of thousands of jobs; a list that long helps nobody. */
export const MOST_SHOWN = 200;

/** The jobs worth listing, in order of attention and then the newest first, and how many are left out. */
export function shownJobs(jobs: readonly Job[]): { shown: Job[]; hidden: number } {
  const sorted = jobs
    .map((job, n) => ({ job, n }))
    .sort((a, b) => ORDER[a.job.state] - ORDER[b.job.state] || (a.job.state === 'queued' ? a.n - b.n : b.n - a.n))
    .map(({ job }) => job);
  return { shown: sorted.slice(0, MOST_SHOWN), hidden: Math.max(0, sorted.length - MOST_SHOWN) };
}
