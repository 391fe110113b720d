import { AppError } from '../../../../../shared/errors.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

/**
 * A companion is another recording with pictures. Whether both run on one clock is seen when the exhibit is made, because
 * clocks may still be measured.
 * @throws AppError not_found, invalid_input
 */
export function assertCompanion(
  deps: Pick<ExhibitDeps, 'marks' | 'evidence'>,
  markId: string,
  companion: string | null | undefined,
): void {
  const { evidenceId, title } = deps.marks.get(markId);
  if (companion === null || companion === undefined) return;
  const { kind, originalName } = deps.evidence.get(companion);
  if (companion === evidenceId) {
    const text = `“${title}” is from ${originalName} itself. Choose another recording to show beside it.`;
    throw new AppError('invalid_input', text, { markId, companion });
  }
  if (kind === 'video') return;
  const text = `${originalName} has no moving pictures, so it cannot be shown beside “${title}”. Choose a recording.`;
  throw new AppError('invalid_input', text, { markId, companion });
}
