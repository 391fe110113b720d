import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import { redactionConflicts } from '../../../../../shared/redaction-conflicts.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

/** Two exhibits over the same pictures of which one hides what the other shows, by their numbers as printed. */
export interface DifferingPair {
  readonly numbers: readonly [first: string, second: string];
  /** First and last frame that both have; null on a page. */
  readonly frames: readonly [first: number, last: number] | null;
}

/** All such pairs of a selection. Annotations are read only where a recording has several marks and one of them has any. */
export function differingPairs(
  { annotations }: Pick<ExhibitDeps, 'annotations'>,
  exhibits: readonly PresentedExhibit[],
): DifferingPair[] {
  const byEvidence = new Map<string, PresentedExhibit[]>();
  for (const exhibit of exhibits) {
    const list = byEvidence.get(exhibit.mark.evidenceId) ?? [];
    byEvidence.set(exhibit.mark.evidenceId, [...list, exhibit]);
  }
  return [...byEvidence.values()]
    .filter((list) => list.length > 1)
    .flatMap((list) => {
      const numbers = new Map(list.map(({ mark, label }) => [mark.id, label]));
      const marks = list.map(({ mark }) => ({ mark, annotations: annotations.get(mark.id).annotations }));
      return redactionConflicts(marks).map(
        ({ first, second, frames }): DifferingPair => ({
          numbers: [numbers.get(first) ?? '', numbers.get(second) ?? ''],
          frames,
        }),
      );
    });
}
