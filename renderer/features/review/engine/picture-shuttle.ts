import type { FrameIndex } from '../../../../shared/frames.ts';
import { type RunReport, Tally } from './run-tally.ts';
import { type Speed, strideOf } from './shuttle.ts';
import { sleepUnless } from './sleep-unless.ts';
import { sinceStart } from './timed-shuttle.ts';

interface ShuttleRun {
  readonly index: FrameIndex;
  readonly from: number;
  readonly speed: Speed;
  /** Gets a frame's picture ready; `ahead` are the ones that will follow. */
  readonly load: (n: number, ahead: readonly number[]) => Promise<unknown>;
  readonly show: (n: number) => void;
  readonly onReport: (report: RunReport) => void;
  readonly signal: AbortSignal;
  /** True where another way of running takes over: the run ends there. */
  readonly leaveAt?: (n: number) => boolean;
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const AHEAD = 6;

/**
 * Runs picture by picture in either direction. Up to normal speed every picture is shown, later if it comes later:
 * slower than asked is honest, left-out pictures are not. Above it, every second, fourth or eighth is shown. A gap in
 * the recording's time lasts as long as it lasted. Resolves with the last frame shown, at the end of the recording,
 * where another way takes over, or when stopped; rejects when a picture cannot be made.
 */
export async function runPictures(run: ShuttleRun): Promise<number> {
  const { index, speed, signal, leaveAt, now = () => performance.now(), sleep = sleepUnless } = run;
  const step = strideOf(speed) * Math.sign(speed);
  const last = index.pts.length - 1;
  const clamp = (n: number) => Math.min(last, Math.max(0, n));
  const tally = new Tally(now, run.onReport);
  let n = run.from;
  let due = now();
  while (!signal.aborted && clamp(n + step) !== n) {
    const next = clamp(n + step);
    if (leaveAt?.(next)) return n;
    const ahead = Array.from({ length: AHEAD }, (_, k) => clamp(next + step * (k + 1)));
    await run.load(next, [...new Set(ahead)]);
    due += (Math.abs(sinceStart(index, next) - sinceStart(index, n)) * 1000) / Math.abs(speed);
    if (due > now()) await sleep(due - now(), signal);
    else due = now();
    if (signal.aborted) return n;
    run.show(next);
    tally.shown(sinceStart(index, next), Math.abs(next - n));
    n = next;
  }
  return n;
}
