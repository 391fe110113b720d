import type { JobProgress } from '../../../shared/job.ts';
import type { Step } from '../progress.ts';

/** The rate is that of the last few seconds, so that it follows a disk that slows down. */
const WINDOW_MS = 5000;
/** Before this much has been seen, a rate would be a guess. */
const LEAST_MS = 500;

export interface ProgressMeter {
  /** @param now milliseconds on a clock that never goes back */
  update(step: Step, now: number): JobProgress;
}

/**
 * Works out rate and time left from bare steps. Starts afresh with other work, which counts in other units, up to another
 * total, or from the beginning; a step that only has another name, such as the next exhibit, goes on.
 */
export function progressMeter(): ProgressMeter {
  let whole: Pick<Step, 'unit' | 'total'> = { unit: 'bytes', total: null };
  let seen: { at: number; done: number }[] = [];
  return {
    update(step, now) {
      const { unit, total } = step;
      if (unit !== whole.unit || total !== whole.total || step.done < (seen.at(-1)?.done ?? 0)) seen = [];
      whole = { unit, total };
      seen.push({ at: now, done: step.done });
      const oldest = seen.findIndex((sample) => sample.at >= now - WINDOW_MS);
      if (oldest > 0) seen = seen.slice(oldest);
      return { ...step, ...rateOf(seen, step) };
    },
  };
}

function rateOf(seen: readonly { at: number; done: number }[], step: Step): Pick<JobProgress, 'rate' | 'secondsLeft'> {
  const first = seen[0];
  const last = seen.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < LEAST_MS)
    return { rate: null, secondsLeft: null };
  const rate = ((last.done - first.done) * 1000) / (last.at - first.at);
  if (rate <= 0 || step.total === null) return { rate: Math.max(0, rate), secondsLeft: null };
  return { rate, secondsLeft: Math.max(0, step.total - step.done) / rate };
}
