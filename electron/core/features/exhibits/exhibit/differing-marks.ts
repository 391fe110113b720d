import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import { redactionConflicts } from '../../../../../shared/redaction-conflicts.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

/** Two exhibits over the same pictures of which one hides what the other shows, by their numbers as printed. */
export interface DifferingPair {
  readonly numbers: readonly [first: string, second: string];
  /** First and last frame that both have; null on a page. */
  readonly frames: readonly [first: number, last: number] | null;
}

/** All such pairs of a selection. */
export function differingPairs(
  { annotations }: Pick<ExhibitDeps, 'annotations'>,
  exhibits: readonly PresentedExhibit[],
): DifferingPair[] {
  const labels = new Map(exhibits.map(({ mark, label }) => [mark.id, label]));
  const marks = exhibits.map(({ mark }) => mark);
  return redactionConflicts(marks, (id) => annotations.get(id).annotations).map(({ first, second, frames }) => ({
    numbers: [labels.get(first) ?? '', labels.get(second) ?? ''],
    frames,
  }));
}
