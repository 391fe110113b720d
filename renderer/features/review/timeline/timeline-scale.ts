import { type FrameIndex, frameAtSeconds, intervalSeconds } from '../../../../shared/frames.ts';
import { stepAt } from '../../../../shared/picture-steps.ts';
import { clockText, ptsToSeconds } from '../../../../shared/time.ts';

/** The part of the recording that the timeline shows, in seconds on the stream's clock. For drawing only. */
export interface View {
  readonly start: number;
  readonly span: number;
}

/** Where the recording starts and ends, in seconds on the stream's clock. */
export interface Bounds {
  readonly start: number;
  readonly end: number;
}

export interface Tick {
  readonly seconds: number;
  /** What the label counts: seconds on the ruler's own clock, or a frame number. */
  readonly value: number;
}

const STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
  14_400, 21_600, 43_200, 86_400,
];

export function boundsOf(index: FrameIndex): Bounds {
  return intervalSeconds(index, 0, Math.max(0, index.pts.length - 1));
}

export const wholeView = (bounds: Bounds): View => ({
  start: bounds.start,
  span: Math.max(bounds.end - bounds.start, 1e-3),
});

/** Frames of the mean length that the narrowest view holds, and of the shortest ones: their numbers can be read, too. */
const NARROWEST = { mean: 12, short: 30 } as const;

/**
 * The narrowest useful view: a dozen pictures, or fewer where some of a variable rate are so short that they would not be
 * seen as cells of their own. One hundredth of the steps may be shorter still: they are mostly false times.
 */
export function narrowest(index: FrameIndex, bounds: Bounds): number {
  const mean = (bounds.end - bounds.start) / Math.max(1, index.pts.length);
  const short = ptsToSeconds(stepAt(index.pts, 100), index.timeBase);
  const span = Math.min(mean * NARROWEST.mean, short > 0 ? short * NARROWEST.short : Number.POSITIVE_INFINITY);
  return Math.max(1e-3, Math.min(bounds.end - bounds.start, span));
}

/** Moves a view inside the recording and keeps its width between the narrowest and the whole. */
export function clampView(view: View, bounds: Bounds, least: number): View {
  const whole = Math.max(bounds.end - bounds.start, 1e-3);
  const span = Math.min(whole, Math.max(Math.min(least, whole), view.span));
  const start = Math.min(Math.max(view.start, bounds.start), bounds.start + whole - span);
  return { start, span };
}

/** Zooms by `factor` (below 1 goes in) so that `anchor` seconds stays where it is on screen. */
export function zoomAt(view: View, bounds: Bounds, least: number, factor: number, anchor: number): View {
  const whole = Math.max(bounds.end - bounds.start, 1e-3);
  const span = Math.min(whole, Math.max(Math.min(least, whole), view.span * factor));
  const share = (anchor - view.start) / view.span;
  return clampView({ start: anchor - share * span, span }, bounds, least);
}

/** A view that holds `seconds`: the same one when it does already, else moved no further than needed. */
export function reveal(view: View, bounds: Bounds, least: number, seconds: number): View {
  const share = (seconds - view.start) / view.span;
  if (share >= 0 && share <= 1) return view;
  // Somewhere else altogether: in the middle. Just beyond the edge: with a little room to go on.
  const place = share > 2 || share < -1 ? 0.5 : share > 1 ? 1 - EDGE : EDGE;
  return clampView({ start: seconds - view.span * place, span: view.span }, bounds, least);
}

/** Share of the view at either side in which the playhead stands still while the recording slides below it. */
const EDGE = 0.1;

/**
 * The view while the recording runs from `before` to `now`: the playhead goes through it and near the edge takes it
 * along. Whoever looks at another place meanwhile is left alone.
 */
export function slideWith(view: View, bounds: Bounds, least: number, before: number, now: number): View {
  const seen = before >= view.start && before <= view.start + view.span;
  if (!seen) return view;
  const share = (now - view.start) / view.span;
  const leaving = now > before ? share > 1 - EDGE : share < EDGE;
  return leaving ? clampView({ start: view.start + now - before, span: view.span }, bounds, least) : view;
}

/**
 * A view on the way from one to another. The instant that both show at the same place keeps it all the way, so that
 * zooming about the pointer holds what is under it.
 */
export function between(from: View, to: View, share: number): View {
  if (share >= 1) return to;
  if (Math.abs(from.span - to.span) < 1e-9 * from.span) {
    return { start: from.start + (to.start - from.start) * share, span: to.span };
  }
  const span = from.span * (to.span / from.span) ** share;
  const fixed = (to.start * from.span - from.start * to.span) / (from.span - to.span);
  return { start: fixed - ((fixed - from.start) / from.span) * span, span };
}

export const xOf = (view: View, width: number, seconds: number): number => ((seconds - view.start) / view.span) * width;
export const secondsAt = (view: View, width: number, x: number): number =>
  view.start + (x / Math.max(1, width)) * view.span;

/**
 * Round ticks at least `apart` pixels from each other. `origin` is what the ruler's own clock shows at stream time 0,
 * so that a wall-clock ruler has its ticks on round wall-clock times.
 */
export function timeTicks(view: View, width: number, apart: number, origin = 0): { step: number; ticks: Tick[] } {
  const least = (view.span * apart) / Math.max(1, width);
  const step = STEPS.find((candidate) => candidate >= least) ?? 86_400;
  const first = Math.ceil((view.start + origin) / step - 1e-6);
  const last = Math.floor((view.start + view.span + origin) / step + 1e-6);
  const ticks: Tick[] = [];
  for (let k = first; k <= last && ticks.length < 500; k++) {
    ticks.push({ seconds: k * step - origin, value: k * step });
  }
  return { step, ticks };
}

/** Fine ticks closer than this would be a grey bar. */
const FINE_PX = 8;

/** The smallest round part of `step` seconds that still gives ticks apart from each other; null when there is none. */
export function fineStep(step: number, view: View, width: number): number | null {
  const whole = (part: number) => Math.abs(step / part - Math.round(step / part)) < 1e-6;
  const part = STEPS.find((each) => each < step && whole(each) && (each / view.span) * width >= FINE_PX);
  return part ?? null;
}

/** `00:06:51` or `00:06:51.25` on the stream's own clock, which may begin below zero: as fine as the steps need. */
export function streamTickText(seconds: number, step: number): string {
  const text = clockText(Math.round(seconds * 1000) / 1000);
  if (step >= 1) return text.slice(0, -4);
  return step >= 0.1 ? text.slice(0, -2) : text;
}

/** `10:42`, `10:42:07` or `10:42:07.25`, as fine as the steps between ticks need. */
export function tickText(seconds: number, step: number): string {
  const ofDay = ((seconds % 86_400) + 86_400) % 86_400;
  const text = clockText(Math.round(ofDay * 1000) / 1000);
  if (step >= 60) return text.slice(0, 5);
  if (step >= 1) return text.slice(0, 8);
  return step >= 0.1 ? text.slice(0, 10) : text;
}

/** The frames in view, first and last. */
export function framesInView(index: FrameIndex, view: View): { first: number; last: number } {
  return { first: frameAtSeconds(index, view.start), last: frameAtSeconds(index, view.start + view.span) };
}

/** Ticks on round frame numbers, each where its picture begins. */
export function frameTicks(index: FrameIndex, view: View, width: number, apart: number): Tick[] {
  const { first, last } = framesInView(index, view);
  const least = ((last - first + 1) * apart) / Math.max(1, width);
  const decade = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const step = [1, 2, 5, 10].map((m) => m * decade).find((candidate) => candidate >= least) ?? decade * 10;
  const ticks: Tick[] = [];
  for (let n = Math.ceil(first / step) * step; n <= last && ticks.length < 500; n += step) {
    ticks.push({ seconds: ptsToSeconds(index.pts[n] ?? 0, index.timeBase), value: n });
  }
  return ticks;
}

/**
 * The border between two pictures nearest to `seconds`: b means "before frame b", so 0 … count. An in-point snaps to
 * frame b, an out-point to frame b − 1, because both ends of a mark are inclusive.
 */
export function nearestBorder(index: FrameIndex, seconds: number): number {
  const n = frameAtSeconds(index, seconds);
  const { start, end } = intervalSeconds(index, n, n);
  return seconds - start <= end - seconds ? n : n + 1;
}
