import type { Job } from '../../shared/job.ts';

/** Puts newer states into a list of jobs, keeping its order; jobs it does not know yet are appended. */
export function mergeJobs(list: readonly Job[], updates: ReadonlyMap<string, Job>): Job[] {
  const known = new Set(list.map((job) => job.id));
  const merged = list.map((job) => updates.get(job.id) ?? job);
  for (const job of updates.values()) if (!known.has(job.id)) merged.push(job);
  return merged;
}
