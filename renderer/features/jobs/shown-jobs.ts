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

/**
 * Preparation goes on by itself behind every import: what of it is done or waits its turn is no news, and one line tells
 * how much waits.
 */
const isQuiet = ({ kind, state }: Job): boolean => kind === 'prepare' && (state === 'done' || state === 'queued');

/** How many recordings wait to be prepared. */
export const waitingToPrepare = (jobs: readonly Job[]): number =>
  jobs.filter(({ kind, state }) => kind === 'prepare' && state === 'queued').length;

/** The jobs worth listing, in order of attention and then the newest first, and how many are left out. */
export function shownJobs(jobs: readonly Job[]): { shown: Job[]; hidden: number } {
  const sorted = jobs
    .filter((job) => !isQuiet(job))
    .map((job, n) => ({ job, n }))
    .sort((a, b) => ORDER[a.job.state] - ORDER[b.job.state] || (a.job.state === 'queued' ? a.n - b.n : b.n - a.n))
    .map(({ job }) => job);
  return { shown: sorted.slice(0, MOST_SHOWN), hidden: Math.max(0, sorted.length - MOST_SHOWN) };
}
