import { type FrameIndex, frameDuration } from '../../../shared/frames.ts';
import { ptsText, ptsToSeconds, type TimeBase } from '../../../shared/time.ts';
import { marginText } from '../../../shared/wall-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { type RecordedAt, type WallClock, wallClockOf } from '../../ui/marks/wall-clock.ts';

/** Everything that says where frame n is. */
export interface ReadOut {
  readonly frame: string;
  readonly last: string;
  readonly pts: string;
  readonly timeBase: string;
  readonly time: string;
  readonly clock: WallClock | null;
}

/** `1/90,000` */
export const timeBaseText = ([num, den]: TimeBase, language: string): string =>
  `${formatNumber(num, language)}/${formatNumber(den, language)}`;

/** Seconds from the first picture to frame n: what is added to the recording time. */
export function sinceFirst(index: FrameIndex, n: number): number {
  return ptsToSeconds((index.pts[n] ?? 0) - (index.pts[0] ?? 0), index.timeBase);
}

export function readOutOf(index: FrameIndex, n: number, recorded: RecordedAt | null, language: string): ReadOut {
  const pts = index.pts[n] ?? 0;
  return {
    frame: formatNumber(n, language),
    last: formatNumber(Math.max(0, index.pts.length - 1), language),
    pts: formatNumber(pts, language),
    timeBase: timeBaseText(index.timeBase, language),
    time: ptsText(pts, index.timeBase),
    clock: recorded && wallClockOf(recorded, index, n),
  };
}

/**
 * One line for a note or a message, with plain digits so that it can be read back by programs. `basis` says where the
 * time of day comes from and what it was corrected by.
 */
export function copyLine(name: string, index: FrameIndex, n: number, clock: WallClock | null, basis: string | null) {
  const pts = index.pts[n] ?? 0;
  const [num, den] = index.timeBase;
  const wall = clock === null ? [] : [wallPart(clock, basis)];
  return [name, `frame ${n}`, `PTS ${pts} × ${num}/${den} s`, ptsText(pts, index.timeBase), ...wall].join(' · ');
}

function wallPart({ date, time, zone, within }: WallClock, basis: string | null): string {
  const known = within === null ? '' : `± ${marginText(within)}`;
  return [date, time, zone, known, basis ? `(${basis})` : ''].filter(Boolean).join(' ');
}

/** How long frame n stays on screen in milliseconds, for a tooltip. */
export function durationText(index: FrameIndex, n: number, language: string): string {
  return formatNumber(ptsToSeconds(frameDuration(index, n), index.timeBase) * 1000, language, 2);
}
