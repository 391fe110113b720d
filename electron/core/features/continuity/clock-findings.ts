import { checkReadings, type ReadingCheck, type RecordingClock } from '../../../../shared/clock.ts';
import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import type { CoursePictures } from './course-pictures.ts';
import { countText, findingList, secondsText } from './finding-words.ts';

/** Where the clock that a person read ran otherwise than the pictures, by more than the readings are fine. */
export function clockFindings(pictures: CoursePictures, clock: RecordingClock | null): ContinuityFinding[] {
  const found = findingList('clock_jump');
  if (clock === null) return [];
  for (const check of checkReadings(clock, pictures).checks) if (!check.explained) found.add(() => clockFinding(check));
  return found.done();
}

function clockFinding({ from, to, clockMs, pictureMs, differenceMs }: ReadingCheck): ContinuityFinding {
  const [clock, shown, difference] = [clockMs, pictureMs, differenceMs].map((ms) => secondsText(ms / 1000));
  const message = `Between the clock readings at frames ${countText(from.frame)} and ${countText(to.frame)} the clock ran ${clock} and the pictures ${shown}: ${difference} of difference.`;
  return { kind: 'clock_jump', first: from.frame, last: to.frame, amount: differenceMs / 1000, message };
}
