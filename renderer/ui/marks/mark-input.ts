import type { Input } from '../../../shared/api.ts';
import type { Draft } from './mark-draft.ts';

/** What keeps a draft from being saved; the inspector says it beside the field. */
export type DraftProblem = 'title' | 'range';

export function draftProblem(draft: Draft): DraftProblem | null {
  if (draft.title.trim() === '') return 'title';
  const whole = draft.page !== null || (draft.in !== null && draft.out !== null);
  return whole ? null : 'range';
}

const span = (draft: Draft) =>
  draft.page === null ? { in: draft.in ?? 0, out: draft.out ?? 0 } : { page: draft.page, region: draft.region };

const words = (draft: Draft) => ({
  title: draft.title.trim(),
  note: draft.note.trim() === '' ? null : draft.note,
  violations: draft.violations,
  place: draft.place === null || draft.place.trim() === '' ? null : draft.place.trim(),
});

/** The call that stores a new mark. Only for drafts without a problem. */
export const createInput = (draft: Draft, evidenceId: string): Input<'marks.create'> => ({
  evidenceId,
  ...words(draft),
  ...span(draft),
});

/** The call that changes a mark. Only for drafts without a problem. */
export const updateInput = (draft: Draft, id: string): Input<'marks.update'> => ({
  id,
  ...words(draft),
  ...span(draft),
});
