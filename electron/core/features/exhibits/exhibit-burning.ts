import { type Annotations, isRedaction } from '../../../../shared/annotation.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Exhibit } from '../../../../shared/exhibit.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';

/**
 * What leaves the library must not show what its mark hides. Asked before anything is made, and again for each exhibit
 * that is made. @throws AppError redaction_not_burnt
 */
export function assertNothingShown({ annotations }: Pick<ExhibitDeps, 'annotations'>, { mark }: Exhibit): void {
  const hidden = redactionsOf(annotations.get(mark.id).annotations);
  if (hidden.length === 0) return;
  const text = `“${mark.title}” hides something (${hidden.length} redactions), and exports cannot burn that into its pictures and sound yet. Nothing was exported; leave this mark out, or remove its redactions if all of it may be seen.`;
  throw new AppError('redaction_not_burnt', text, { markId: mark.id, redactions: hidden });
}

/** Ids of everything that a mark hides, in pictures and in sound. */
const redactionsOf = ({ shapes, sound }: Annotations): string[] =>
  [...shapes.filter(isRedaction), ...sound].map(({ id }) => id);
