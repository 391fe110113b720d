import { useEffect } from 'react';
import type { ImportSource } from '../../../shared/evidence.ts';
import { isOver, type Job } from '../../../shared/job.ts';
import { addJobs, call, useJobs } from '../../host/host.ts';
import { createStore } from '../../lib/create-store.ts';

/** Batches whose progress or summary is shown until the person closes it. Gone with the page, as the summary is. */
const followed = createStore<{ readonly batches: ReadonlySet<string> }>({ batches: new Set() });

function followBatch(batch: string): void {
  followed.set((now) => (now.batches.has(batch) ? now : { batches: new Set([...now.batches, batch]) }));
}

/** Starts import jobs and shows what becomes of them. @throws AppError */
export async function startImport(sources: readonly ImportSource[]): Promise<void> {
  const { batch, jobs } = await call('evidence.import', { sources: [...sources] });
  addJobs(jobs);
  followBatch(batch);
}

/** Closes the summary of everything that has ended. */
export function closeSummary(jobs: readonly Job[]): void {
  const running = new Set(jobs.filter((job) => !isOver(job)).map((job) => job.batch));
  followed.set(({ batches }) => ({ batches: new Set([...batches].filter((batch) => running.has(batch))) }));
}

/** Import jobs worth showing: all that run, and the whole batches that were seen running. */
export function useImportJobs(): readonly Job[] {
  const { batches } = followed.use();
  const imports = useJobs().filter((job) => job.kind === 'import');
  const active = imports.filter((job) => job.state === 'queued' || job.state === 'running');
  useEffect(() => {
    for (const job of active) followBatch(job.batch);
  });
  const shown = new Set([...batches, ...active.map((job) => job.batch)]);
  return imports.filter((job) => shown.has(job.batch));
}
