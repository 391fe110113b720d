import { type RecordingClock, wallTimeAt } from '../../../../shared/clock.ts';
import { type FrameIndex, frameDuration } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import { faceIso } from '../../../../shared/wall-text.ts';

/** One picture of a recording. */
export interface PictureAt {
  readonly index: FrameIndex;
  readonly frame: number;
}

/**
 * A clock for one recording from a picture of another that shows the same moment: one reading with the other's corrected
 * time. It is known no better than that one, and a picture of either may have been taken anywhere while it stood.
 * `measured` says in words what was done; file names do not belong there, because public exhibits print it.
 * Null when the other has no time that can be written down.
 */
export function referenceClock(
  other: PictureAt & { readonly clock: RecordingClock },
  here: PictureAt,
  measured: string,
): RecordingClock | null {
  const { corrected, within } = wallTimeAt(other.clock, other.index, other.frame);
  const shown = faceIso(corrected, null);
  if (shown === null) return null;
  return {
    basis: 'reference',
    readings: [{ frame: here.frame, pts: here.index.pts[here.frame] ?? 0, shown: withFraction(shown) }],
    zone: other.clock.zone,
    ahead: 0,
    within: within === null ? null : Math.ceil(within + standsFor(other) + standsFor(here)) / 1000,
    measured,
  };
}

/** Milliseconds. */
const standsFor = ({ index, frame }: PictureAt): number =>
  ptsToSeconds(frameDuration(index, frame), index.timeBase) * 1000;

/** Worked out to the millisecond, so that it does not count as read to the second. */
const withFraction = (shown: string): string => (shown.includes('.') ? shown : `${shown}.000`);
