import { anchoredTo, type RecordingClock, wallTimeAt } from '../../../../shared/clock.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Details, Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { faceIso } from '../../../../shared/wall-text.ts';
import type { Statement } from './evidence-rows.ts';

/** What an item's readings are counted in. */
export type ReadingIndex = Pick<FrameIndex, 'timeBase' | 'pts'>;

/** Sound, pictures and papers have no frames: one moment, at frame 0 with PTS 0, stands for their beginning. */
export const ONE_MOMENT: ReadingIndex = { timeBase: [1, 1], pts: [0] };

/** What setting a clock says beside the clock itself. */
export type DerivedTimes = Pick<Statement, 'recorded' | 'clock' | 'timing'>;

/**
 * Proves that a clock fits a recording and works out the time of its first picture.
 * @throws AppError invalid_input naming the reading that does not fit
 */
export function timesOf(
  clock: RecordingClock,
  item: Item,
  index: ReadingIndex,
  words: (clock: RecordingClock) => string,
): DerivedTimes {
  const readings = [...clock.readings].sort((a, b) => a.frame - b.frame);
  for (const [place, reading] of readings.entries()) {
    assertFits(reading, item, index);
    if (readings[place - 1]?.frame === reading.frame)
      throw wrong(item, `has two readings of its clock at frame ${reading.frame}. Keep one of them`);
  }
  const timing = { ...clock, readings };
  const recorded = faceIso(wallTimeAt(timing, index, 0).corrected, timing.zone);
  if (recorded === null)
    throw wrong(item, 'would begin outside the years 0 to 9999 with this clock. Check the date and the offset');
  return { timing, recorded, clock: words(timing) };
}

function assertFits({ frame, pts }: RecordingClock['readings'][number], item: Item, { pts: all }: ReadingIndex): void {
  const last = all.length - 1;
  if (last < 0) throw wrong(item, 'has no pictures, so no clock can be read in it');
  const there = all[frame];
  if (there === pts) return;
  if (there !== undefined) {
    const text = `has PTS ${there} at frame ${frame}, not ${pts}. The list of its pictures may be newer: read the clock again there`;
    throw wrong(item, text);
  }
  const range = item.frames === null ? 'has no frames: its clock is told at frame 0' : `has frames 0 to ${last}`;
  throw wrong(item, `${range}, so there is no reading at frame ${frame}`);
}

function wrong(item: Item, what: string): AppError {
  return new AppError('invalid_input', `“${item.originalName}” ${what}.`, { id: item.id });
}

/**
 * How a change of details changes the times. `stated` is what recording time and basis would be by themselves. A clock sets all three unless they are given; taking it away takes away what
 * came from it; a time or basis stated otherwise replaces it.
 */
export function mergedTimes(
  before: Statement,
  said: Details,
  stated: Pick<Statement, 'recorded' | 'clock'>,
  derived: DerivedTimes | null,
): DerivedTimes {
  const { recorded, clock } = stated;
  if (derived !== null) {
    return {
      timing: derived.timing,
      recorded: said.recorded === undefined ? derived.recorded : recorded,
      clock: said.clock === undefined ? derived.clock : clock,
    };
  }
  if (said.timing === null && before.timing !== null) {
    return {
      timing: null,
      recorded: said.recorded === undefined ? null : recorded,
      clock: said.clock === undefined ? null : clock,
    };
  }
  const replaced = recorded !== before.recorded || clock !== before.clock;
  return { timing: replaced ? null : before.timing, recorded, clock };
}

/**
 * The times of an item whose list of frames was renewed: readings go to the frames that have their PTS. Time and basis
 * that came from the clock follow it; where the basis is in somebody's own words, both stay as they were stated.
 */
export function anchoredTimes(
  { timing: kept, recorded, clock }: Statement,
  index: ReadingIndex,
  words: (clock: RecordingClock) => string,
): DerivedTimes {
  if (kept === null || index.pts.length === 0) return { timing: kept, recorded, clock };
  const timing = anchoredTo(kept, index);
  if (clock !== words(kept)) return { timing, recorded, clock };
  const start = faceIso(wallTimeAt(timing, index, 0).corrected, timing.zone);
  return { timing, recorded: recorded === null ? null : (start ?? recorded), clock: words(timing) };
}
