import type { JobProgress } from '../../shared/job.ts';

/** What long work reports while it runs; rate and time left are worked out from it in one place. */
export interface Step {
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: JobProgress['unit'];
}

export type OnStep = (step: Step) => void;

/** The two things every long operation is given: where to report and when to stop. */
export interface Work {
  readonly onStep: OnStep;
  readonly signal: AbortSignal;
}

/** For callers that neither watch nor cancel. */
export const unwatched: Work = {
  onStep: () => {},
  signal: new AbortController().signal,
};
