import { AppError } from '../../../shared/errors.ts';
import type { Step, Work } from '../progress.ts';

interface Run<V> {
  readonly ended: Promise<V>;
  readonly abort: AbortController;
  readonly joined: Set<Work>;
}

/** Work by key that several may wait for at once. */
export interface SharedRuns<V> {
  /**
   * Joins the run of `key`, or begins it. Whoever has joined is told its steps; once nobody waits any more the run is
   * given up. @throws AppError cancelled as soon as `work` is cancelled, and what the run throws
   */
  join(key: string, work: Work): Promise<V>;
  /** Gives every run up, and begins no other. */
  close(): void;
}

/** Runs `begin` once at a time for each key, however many want its result. */
export function sharedRuns<V>(begin: (key: string, work: Work) => Promise<V>): SharedRuns<V> {
  const runs = new Map<string, Run<V>>();
  let closed = false;

  const start = (key: string): Run<V> => {
    const abort = new AbortController();
    const joined = new Set<Work>();
    const onStep = (step: Step) => {
      for (const work of joined) work.onStep(step);
    };
    const run: Run<V> = { ended: begin(key, { onStep, signal: abort.signal }), abort, joined };
    runs.set(key, run);
    const forget = () => {
      if (runs.get(key) === run) runs.delete(key);
    };
    run.ended.then(forget, forget);
    return run;
  };

  const giveUp = (key: string, run: Run<V>) => {
    if (runs.get(key) === run) runs.delete(key);
    run.abort.abort();
  };

  return {
    join(key, work) {
      if (closed || work.signal.aborted) return Promise.reject(cancelled());
      const run = runs.get(key) ?? start(key);
      // One and the same work may join twice, and leaves once for each.
      const mine: Work = { onStep: (step) => work.onStep(step), signal: work.signal };
      run.joined.add(mine);
      return new Promise<V>((resolve, reject) => {
        const leave = () => {
          work.signal.removeEventListener('abort', stop);
          run.joined.delete(mine);
        };
        const stop = () => {
          leave();
          if (run.joined.size === 0) giveUp(key, run);
          reject(cancelled());
        };
        work.signal.addEventListener('abort', stop);
        run.ended.then(resolve, reject).finally(leave);
      });
    },
    close() {
      closed = true;
      for (const [key, run] of [...runs]) giveUp(key, run);
    },
  };
}

const cancelled = () => new AppError('cancelled', 'The work was stopped before it was finished.');
