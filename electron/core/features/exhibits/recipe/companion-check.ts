import { AppError } from '../../../../../shared/errors.ts';
import type { RecipeChange } from '../../../../../shared/exhibit-recipe.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

type Sources = Pick<ExhibitDeps, 'marks' | 'evidence'>;

/**
 * What is shown beside an exhibit must be of a kind that can be.
 * @throws AppError not_found, invalid_input
 */
export function assertBeside(deps: Sources, markId: string, { companion, cell }: RecipeChange): void {
  assertCompanion(deps, markId, companion);
  if (cell === null || cell === undefined) return;
  const { title, page } = deps.marks.get(cell);
  if (page !== null) return;
  const text = `“${title}” is no part of a document, so it cannot stand beside a picture. Choose a mark on a page.`;
  throw new AppError('invalid_input', text, { markId, cell });
}

/**
 * A companion is another recording with pictures. Whether both run on one clock is seen when the exhibit is made, because
 * clocks may still be measured.
 * @throws AppError not_found, invalid_input
 */
function assertCompanion(deps: Sources, markId: string, companion: string | null | undefined): void {
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
