import type { RecordingClock } from '../../../../shared/clock.ts';
import { wallTimeAt } from '../../../../shared/clock.ts';
import { clockOf } from '../../../../shared/common-clock.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { faceIso } from '../../../../shared/wall-text.ts';
import type { Clocked } from './follow.ts';

/**
 * The clock of a companion of which a person says that its frame n shows the same moment as the leader's picture: one
 * reading with the leader's corrected time. Null when the leader has no time of day itself.
 */
export function sameMoment(
  leader: Clocked & { readonly n: number },
  companion: { readonly index: FrameIndex; readonly n: number },
): RecordingClock | null {
  const clock = clockOf(leader.item, leader.index.pts[0] ?? 0);
  if (clock === null) return null;
  const time = wallTimeAt(clock, leader.index, leader.n);
  const shown = faceIso(time.corrected, null);
  if (shown === null) return null;
  const { n, index } = companion;
  return {
    basis: 'reference',
    readings: [{ frame: n, pts: index.pts[n] ?? 0, shown }],
    zone: clock.zone,
    ahead: 0,
    within: time.within === null ? null : time.within / 1000,
    measured: null,
  };
}
