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

/** The same work told under another name, such as that of a volume. */
export const underStep = (step: string, work: Work): Work => ({
  signal: work.signal,
  onStep: (inner) => work.onStep({ ...inner, step }),
});

/** Part `part` of `parts` of equal length, from 0: what it reports is told as its share of the whole. */
export const partOfWork = (work: Work, part: number, parts: number): Work => ({
  signal: work.signal,
  onStep: (inner) => {
    const { done, total } = inner;
    work.onStep(total === null ? inner : { ...inner, done: Math.floor((done + part * total) / parts) });
  },
});
