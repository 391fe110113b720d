import type { Item } from '../../../../../shared/evidence.ts';
import type { Work } from '../../../progress.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

/**
 * Reads the course of each recording that was never read: of hours it takes a minute, in which its first exhibit would
 * stand still with nothing left to do. @throws AppError cancelled
 */
export async function readCourses(
  { continuity }: Pick<ExhibitDeps, 'continuity'>,
  evidence: readonly Pick<Item, 'id' | 'frames' | 'bytes'>[],
  { onStep, signal }: Work,
): Promise<void> {
  const recordings = evidence.filter(({ frames }) => frames !== null);
  const total = recordings.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const { id, bytes } of recordings) {
    signal.throwIfAborted();
    const tell = (done: number) => onStep({ step: 'Reading how recordings run', done, total, unit: 'bytes' });
    tell(before);
    await continuity.report(id, { signal, onStep: ({ done }) => tell(before + done) });
    before += bytes;
  }
}
