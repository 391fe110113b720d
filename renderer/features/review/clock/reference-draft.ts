import type { RecordedAt } from '../../../ui/marks/wall-clock.ts';
import { type ClockDraft, draftOf } from './clock-draft.ts';
import { type PictureAt, referenceClock } from './reference-clock.ts';

/** {@link referenceClock} as a draft that can still be changed before it is saved. */
export function referenceDraft(
  other: PictureAt,
  here: PictureAt,
  { clock }: RecordedAt,
  measured: string,
): ClockDraft | null {
  const timing = referenceClock({ ...other, clock }, here, measured);
  if (timing === null) return null;
  return { ...draftOf({ timing, recorded: null }), ahead: timing.within === null ? '' : '0' };
}
