import type { Writable } from 'node:stream';
import { isOver, type Job, type JobProgress } from '../../../shared/job.ts';
import { bytesText, counted, visible } from './plain-text.ts';

const BAR_WIDTH = 24;
/** A terminal is redrawn ten times a second; a log gets a line every five seconds. */
const TERMINAL_MS = 100;
const LOG_MS = 5000;

export interface ProgressView {
  update(job: Job): void;
  /** Takes the bar away. */
  end(): void;
}

const bar = (share: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}]`;
};

const amount = (value: number, unit: JobProgress['unit']) => (unit === 'bytes' ? bytesText(value) : `${value} ${unit}`);

/** Words for one step: what, how far, how fast, how long still. Pure, so that its lines can be tested. */
export function progressText(progress: JobProgress): string {
  const { step, done, total, unit, rate, secondsLeft } = progress;
  const parts = [step];
  if (total !== null && total > 0) parts.push(`${Math.floor((100 * done) / total)} %`);
  else if (done > 0) parts.push(amount(done, unit));
  if (rate !== null) parts.push(`${amount(unit === 'bytes' ? rate : Math.round(rate), unit)}/s`);
  if (secondsLeft !== null) parts.push(`${Math.ceil(secondsLeft)} s left`);
  return parts.join(', ');
}

/** How far a group of jobs is, each counting as one and a running one by its share. */
export function progressShare(jobs: Iterable<Job>, count: number): number {
  let share = 0;
  for (const job of jobs) {
    if (isOver(job)) share += 1;
    else if (job.progress?.total) share += Math.min(1, job.progress.done / job.progress.total);
  }
  return count > 0 ? share / count : 0;
}

/** Follows a group of `count` jobs on stderr: a bar on a terminal, now and then a line elsewhere. */
export function progressView(stream: Writable & { isTTY?: boolean; columns?: number }, count: number): ProgressView {
  const jobs = new Map<string, Job>();
  const terminal = stream.isTTY === true;
  let drawnAt = terminal ? Number.NEGATIVE_INFINITY : performance.now();

  const line = (job: Job): string => {
    const over = [...jobs.values()].filter(isOver).length;
    const many = count > 1 ? ` ${over}/${counted(count, 'file')}` : '';
    const doing = job.progress ? `  ${visible(job.title)}: ${progressText(job.progress)}` : '';
    return `${bar(progressShare(jobs.values(), count))}${many}${doing}`;
  };
  const draw = (job: Job) => {
    const text = line(job);
    if (terminal) stream.write(`\r\u001b[K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
    else stream.write(`${text}\n`);
  };

  return {
    update(job) {
      jobs.set(job.id, job);
      const now = performance.now();
      if (now - drawnAt < (terminal ? TERMINAL_MS : LOG_MS)) return;
      drawnAt = now;
      draw(job);
    },
    end() {
      if (terminal) stream.write('\r\u001b[K');
    },
  };
}
