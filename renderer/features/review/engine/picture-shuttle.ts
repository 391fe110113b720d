import type { FrameIndex } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import { type Speed, strideOf } from './shuttle.ts';

interface ShuttleRun {
  readonly index: FrameIndex;
  readonly from: number;
  readonly speed: Speed;
  /** Loads a frame's picture; `ahead` are the ones that will follow. */
  readonly load: (n: number, ahead: readonly number[]) => Promise<unknown>;
  readonly show: (n: number) => void;
  /** Seconds of recording shown per second of watching, measured over the last moments. */
  readonly onRate: (rate: number) => void;
  readonly signal: AbortSignal;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** A pause in the recording is not sat through: the next picture comes after this long at most. */
const LONGEST_WAIT_MS = 1000;
const RATE_WINDOW_MS = 1500;
const AHEAD = 6;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Runs through the core's pictures in either direction. Up to normal speed every picture is shown, later if it comes
 * later: slower than asked is honest, left-out pictures are not. Above it, every second, fourth or eighth is shown.
 * Resolves at the end of the recording or when stopped; rejects when a picture cannot be made.
 */
export async function runPictures(run: ShuttleRun): Promise<void> {
  const { index, speed, signal, now = () => performance.now(), sleep = wait } = run;
  const step = strideOf(speed) * Math.sign(speed);
  const last = index.pts.length - 1;
  const clamp = (n: number) => Math.min(last, Math.max(0, n));
  const seconds = (n: number) => ptsToSeconds(index.pts[n] ?? 0, index.timeBase);
  const passed: { at: number; seconds: number }[] = [];
  let n = run.from;
  let due = now();
  while (!signal.aborted && clamp(n + step) !== n) {
    const next = clamp(n + step);
    const ahead = Array.from({ length: AHEAD }, (_, k) => clamp(next + step * (k + 1)));
    await run.load(next, [...new Set(ahead)]);
    const pause = (Math.abs(seconds(next) - seconds(n)) * 1000) / Math.abs(speed);
    due += Math.min(pause, LONGEST_WAIT_MS);
    if (due > now()) await sleep(due - now());
    else due = now();
    if (signal.aborted) return;
    run.show(next);
    n = next;
    passed.push({ at: now(), seconds: seconds(n) });
    reportRate(passed, run.onRate);
  }
}

function reportRate(passed: { at: number; seconds: number }[], onRate: (rate: number) => void): void {
  const end = passed[passed.length - 1];
  if (!end) return;
  while (passed.length > 2 && end.at - (passed[0]?.at ?? 0) > RATE_WINDOW_MS) passed.shift();
  const start = passed[0];
  if (!start || end.at - start.at < 300) return;
  onRate((Math.abs(end.seconds - start.seconds) * 1000) / (end.at - start.at));
}
