import { type FrameIndex, frameAtSeconds } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import type { RunClock } from './run-clock.ts';
import { type RunReport, Tally } from './run-tally.ts';
import type { Speed } from './shuttle.ts';
import { sleepUnless, unlessAborted } from './sleep-unless.ts';

export interface TimedRun {
  readonly index: FrameIndex;
  readonly from: number;
  readonly speed: Speed;
  readonly clock: RunClock;
  /** Gets a frame's picture ready; `ahead` are the ones that follow. */
  readonly load: (n: number, ahead: readonly number[]) => Promise<unknown>;
  readonly show: (n: number) => void;
  readonly onReport: (report: RunReport) => void;
  readonly signal: AbortSignal;
}

/** A picture that is not ready by then stops the clock, and the sound with it, until it is. */
const PATIENCE_MS = 250;
/** No screen shows more pictures, and the page needs room for everything else. */
const LEAST_MS = 12;
/** The sound may stand or run away; how late it is at most noticed. */
const MOST_MS = 100;
/** Pictures asked for ahead: this many seconds of running, and never fewer than a group of a proxy. */
const AHEAD_S = 0.5;
const LEAST_AHEAD = 12;
const MOST_AHEAD = 96;

/** Seconds since the first picture at which frame n begins. */
export const sinceStart = ({ pts, timeBase }: FrameIndex, n: number): number =>
  ptsToSeconds((pts[n] ?? 0) - (pts[0] ?? 0), timeBase);

/**
 * The frame that has to be on screen. Forwards it is the last one that has begun; backwards the last one whose own time
 * has been reached again.
 */
export function dueFrame(index: FrameIndex, seconds: number, direction: 1 | -1): number {
  const n = frameAtSeconds(index, seconds + ptsToSeconds(index.pts[0] ?? 0, index.timeBase));
  const passed = direction < 0 && sinceStart(index, n) < seconds - 5e-7;
  return passed ? Math.min(index.pts.length - 1, n + 1) : n;
}

/**
 * Runs by the clock: always the picture that is due. What comes too late is left out and counted, a gap in the
 * recording's time lasts as long as it lasted. Resolves with the last frame shown, at the end of the recording or when
 * stopped; rejects when a picture cannot be had.
 */
export async function runTimed(run: TimedRun): Promise<number> {
  const { index, speed, clock, signal } = run;
  const now = () => performance.now();
  const direction = speed < 0 ? -1 : 1;
  const last = index.pts.length - 1;
  const end = direction > 0 ? last : 0;
  const tally = new Tally(now, run.onReport);
  let n = run.from;
  let shownAt = Number.NEGATIVE_INFINITY;
  // The first pictures are there before the sound begins.
  if (n !== end) await run.load(n + direction, aheadOf(index, n + direction, speed));
  if (signal.aborted) return n;
  try {
    await unlessAborted(clock.start(sinceStart(index, n), speed), signal);
    while (!signal.aborted && n !== end) {
      const seconds = clock.seconds();
      const due = dueFrame(index, seconds, direction);
      const next = direction > 0 ? Math.max(n, due) : Math.min(n, due);
      const spare = LEAST_MS - (now() - shownAt);
      if (next === n || spare > 0) {
        const away = ((sinceStart(index, n + direction) - seconds) * 1000) / speed;
        await sleepUnless(Math.max(spare, Math.min(MOST_MS, next === n ? away : 0), 1), signal);
        continue;
      }
      await ready(run, next);
      if (signal.aborted) return n;
      run.show(next);
      shownAt = now();
      tally.shown(sinceStart(index, next), Math.abs(next - n));
      n = next;
    }
  } finally {
    clock.stop(sinceStart(index, n));
  }
  return n;
}

/** Waits for a picture; the clock waits with it when that takes long. */
async function ready({ index, speed, clock, load, signal }: TimedRun, n: number): Promise<void> {
  const picture = load(n, aheadOf(index, n, speed));
  const settled = picture.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([settled, sleepUnless(PATIENCE_MS, signal).then(() => false)]);
  if (!inTime && !signal.aborted) {
    clock.hold();
    await settled;
    if (!signal.aborted) clock.go();
  }
  if (!signal.aborted) await picture;
}

/** The frames that follow n, nearest first. */
function aheadOf(index: FrameIndex, n: number, speed: Speed): number[] {
  const direction = speed < 0 ? -1 : 1;
  const then = dueFrame(index, sinceStart(index, n) + AHEAD_S * speed, direction);
  const count = Math.min(MOST_AHEAD, Math.max(LEAST_AHEAD, Math.abs(then - n)));
  const numbers = Array.from({ length: count }, (_, i) => n + direction * (i + 1));
  return numbers.filter((each) => each >= 0 && each < index.pts.length);
}
