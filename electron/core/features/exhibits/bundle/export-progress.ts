import type { Exhibit } from '../../../../../shared/exhibit.ts';
import type { Step, Work } from '../../../progress.ts';

const framesOf = ({ mark }: Exhibit): number =>
  mark.in === null || mark.out === null ? 1 : mark.out.n - mark.in.n + 1;

/**
 * Progress of making exhibits, counted in pictures: an exhibit of one page is over at once, one of a minute is not, so
 * that only pictures give a time left that holds.
 */
export function exhibitProgress(exhibits: readonly Exhibit[], work: Work) {
  const total = exhibits.reduce((sum, exhibit) => sum + framesOf(exhibit), 0);
  /** Pictures of each exhibit that was begun. */
  const made = new Map<number, number>();
  let finished = 0;
  const report = (position: number, within: number) => {
    made.set(position, within);
    const done = [...made.values()].reduce((sum, frames) => sum + frames, 0);
    const step = `Making exhibit ${Math.min(finished + 1, exhibits.length)} of ${exhibits.length}`;
    work.onStep({ step, done, total, unit: 'frames' });
  };
  return {
    /** What one exhibit reports while it is made, several at once, translated into the whole. */
    workFor(position: number, signal: AbortSignal): Work {
      const most = framesOf(exhibits[position] as Exhibit);
      report(position, 0);
      const onStep = ({ done, unit }: Step) => {
        if (unit === 'frames') report(position, Math.min(most, done));
      };
      return { onStep, signal };
    },
    finish(position: number): void {
      finished += 1;
      report(position, framesOf(exhibits[position] as Exhibit));
    },
  };
}

/** Adds up bytes of several files under one step. */
export function byteProgress(step: string, total: number, work: Work): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    done += bytes;
    work.onStep({ step, done, total, unit: 'bytes' });
  };
}
