import { useState } from 'react';
import type { Input } from '../../../shared/api.ts';
import { isOver, type Job } from '../../../shared/job.ts';
import type { MarksReport } from '../../../shared/mark.ts';
import { addJobs, useJob, useMutationCall } from '../../host/host.ts';

/** Comparisons that were started here, by what they compare, so that one that runs is found again. */
const started = new Map<string, string>();

export interface MarkVerification {
  readonly job: Job | null;
  /** From the click on until the job has ended. */
  readonly running: boolean;
  /** What the job found; null before it has ended well. */
  readonly report: MarksReport | null;
  start(input: Input<'marks.verify'>): void;
}

/** A comparison of marks with their originals as a job. @param what names what is compared: a mark or an item */
export function useMarkVerification(what: string): MarkVerification {
  const [, redraw] = useState(0);
  const job = useJob(started.get(what) ?? null) ?? null;
  const { mutate, isPending } = useMutationCall('marks.verify', {
    onSuccess: (begun) => {
      started.set(what, begun.id);
      addJobs([begun]);
      redraw((times) => times + 1);
    },
  });
  return {
    job,
    running: isPending || (job !== null && !isOver(job) && job.state !== 'interrupted'),
    report: job?.state === 'done' ? (job.result as MarksReport) : null,
    start: mutate,
  };
}
