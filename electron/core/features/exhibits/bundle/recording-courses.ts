import type { Item } from '../../../../../shared/evidence.ts';
import type { Work } from '../../../progress.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

/**
 * Reads the course of each recording that was never read: of hours it takes a minute, in which its first exhibit would
 * stand still with nothing left to do. @throws AppError cancelled
 */
export async function readCourses(
  { continuity }: Pick<ExhibitDeps, 'continuity'>,
  evidence: readonly Pick<Item, 'id' | 'frames'>[],
  work: Work,
): Promise<void> {
  const recordings = evidence.filter(({ frames }) => frames !== null);
  for (const [done, { id }] of recordings.entries()) {
    work.signal.throwIfAborted();
    work.onStep({ step: 'Reading how recordings run', done, total: recordings.length, unit: 'files' });
    await continuity.report(id);
  }
}
