import type { ExportResult } from '../../../shared/exhibit.ts';
import type { Job } from '../../../shared/job.ts';
import { lastPart } from './bundle-name.ts';

/** The newest job of `kind` that `fits`, or undefined. */
export function newestJob(
  jobs: readonly Job[],
  kind: Job['kind'],
  fits: (job: Job) => boolean = () => true,
): Job | undefined {
  return jobs
    .filter((job) => job.kind === kind && fits(job))
    .reduce<Job | undefined>(
      (best, job) => (best === undefined || job.createdAt >= best.createdAt ? job : best),
      undefined,
    );
}

/** What an export job made, or null while it has no result. */
export function exportResult(job: Job | undefined): ExportResult | null {
  const result = job?.result;
  const shaped = typeof result === 'object' && result !== null && 'bundle' in result && 'blocked' in result;
  return shaped ? (result as ExportResult) : null;
}

/** The check of this bundle that was started last; jobs name the folder by its path or its last part. */
export function bundleCheck(jobs: readonly Job[], bundlePath: string, since: string): Job | undefined {
  const names = [bundlePath, lastPart(bundlePath)];
  return newestJob(jobs, 'verify-bundle', (job) => names.includes(job.title) && job.createdAt >= since);
}

export const isRunning = (job: Job | undefined): boolean => job?.state === 'running' || job?.state === 'queued';
