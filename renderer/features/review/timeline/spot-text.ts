import type { TFunction } from 'i18next';
import { type FrameIndex, frameAtSeconds, intervalSeconds } from '../../../../shared/frames.ts';
import type { Gap } from '../../../../shared/picture-gaps.ts';
import { clockText, ptsText } from '../../../../shared/time.ts';
import { formatNumber } from '../../../lib/format.ts';
import { type RecordedAt, type WallClock, wallClockAt, wallClockOf } from '../../../ui/marks/wall-clock.ts';

/** A place of the recording in words. */
export interface Spot {
  readonly n: number;
  readonly frame: string;
  /** `00:06:51.733` on the stream's clock. */
  readonly time: string;
  /** `10:42:07.133 +05`, or empty when no recording time is stated. */
  readonly clock: string;
  /** No picture was taken then. */
  readonly missing: boolean;
}

const firstSeconds = (index: FrameIndex): number => intervalSeconds(index, 0, 0).start;

const clockWords = (clock: WallClock | null): string => (clock === null ? '' : `${clock.time} ${clock.zone}`.trim());

/** Where frame n is. */
export function spotOfFrame(index: FrameIndex, recorded: RecordedAt | null, language: string, n: number): Spot {
  return {
    n,
    frame: formatNumber(n, language),
    time: ptsText(index.pts[n] ?? 0, index.timeBase),
    clock: clockWords(recorded && wallClockOf(recorded, index, n)),
    missing: false,
  };
}

/** What is at an instant: the frame that is on screen then, and the instant itself. */
export function spotAt(
  index: FrameIndex,
  recorded: RecordedAt | null,
  language: string,
  gaps: readonly Gap[],
  seconds: number,
): Spot {
  const n = frameAtSeconds(index, seconds);
  return {
    n,
    frame: formatNumber(n, language),
    time: clockText(seconds),
    clock: clockWords(recorded && wallClockAt(recorded, seconds - firstSeconds(index))),
    missing: gaps.some((gap) => seconds >= gap.start && seconds < gap.end),
  };
}

/** For people who hear it: `Frame 12,345, 00:06:51.733, recorded 10:42:07.133 +05`. */
export function spotText({ frame, time, clock }: Spot, t: TFunction<'review-timeline'>): string {
  return clock === '' ? t('spot', { frame, time }) : t('spotClock', { frame, time, clock });
}
