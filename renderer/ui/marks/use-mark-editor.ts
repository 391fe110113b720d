import { useMemo, useState } from 'react';
import type { Mark } from '../../../shared/mark.ts';
import { callKey, useMutationCall, useQueryCall } from '../../host/query-call.ts';
import { queryClient } from '../../host/query-client.ts';
import { useSame } from '../viewer/use-same.ts';
import { useStableActions } from '../viewer/use-stable-actions.ts';
import { type Draft, type Drafts, differsFromMark, draftOfMark, emptyDraft, NEW, withEnd } from './mark-draft.ts';
import { createInput, type DraftProblem, draftProblem, updateInput } from './mark-input.ts';
import { useDrafts } from './use-drafts.ts';

const NONE: readonly Mark[] = [];

/** Field that wants the keyboard; `tick` makes every wish a new one. */
export interface FocusWish {
  readonly field: 'title' | 'violations' | 'note';
  readonly tick: number;
}

interface EditorOptions {
  readonly libraryId: string;
  readonly evidenceId: string;
  /** Id of the selected mark, `new` for the one being written, or null; kept in the address. */
  readonly selected: string | null;
  /** Resolves when the address says so. */
  readonly onSelect: (id: string | null) => Promise<void>;
  readonly onRemoved: (mark: Mark) => void;
}

/** What can be done with the marks of the open item. */
export type MarkActions = {
  select(id: string | null): void;
  change(patch: Partial<Draft>): void;
  /** Sets in or out of the mark being written; begins a new one when none is. */
  setEnd(end: 'in' | 'out', n: number): void;
  /** Gives the mark being written another page or region; begins a new one when none is. */
  setSpan(span: Pick<Draft, 'page' | 'region'>): void;
  /** Begins a new mark, or goes back to the one already begun, and asks for its title. */
  begin(span: Partial<Draft>): void;
  wish(field: FocusWish['field']): void;
  toggleViolation(code: string): void;
  save(): void;
  discard(): void;
  remove(): void;
};

/** Everything that lists, inspectors and timelines need to show and change the marks of one item. */
export interface MarkEditor extends Readonly<MarkActions> {
  readonly evidenceId: string;
  readonly marks: readonly Mark[];
  readonly loading: boolean;
  readonly error: unknown;
  readonly selected: string | null;
  /** The saved mark that is selected. */
  readonly mark: Mark | null;
  /** What the inspector shows: unsaved changes, or the mark as it is; null when nothing is selected. */
  readonly draft: Draft | null;
  readonly drafts: Drafts;
  readonly dirty: boolean;
  /** True when the shown draft was written before a reload. */
  readonly keptFromBefore: boolean;
  readonly problem: DraftProblem | null;
  readonly saveError: unknown;
  readonly busy: boolean;
  readonly focus: FocusWish | null;
}

function useMarkList(evidenceId: string) {
  const input = { evidenceId };
  const query = useQueryCall('marks.list', input);
  const put = (change: (marks: readonly Mark[]) => Mark[]) =>
    queryClient.setQueryData<Mark[]>(callKey('marks.list', input), (marks) => change(marks ?? []));
  return {
    query,
    keep: (mark: Mark) => put((marks) => [...marks.filter(({ id }) => id !== mark.id), mark]),
    replace: (mark: Mark) => put((marks) => marks.map((each) => (each.id === mark.id ? mark : each))),
    take: (id: string) => put((marks) => marks.filter((each) => each.id !== id)),
  };
}

export function useMarkEditor({ libraryId, evidenceId, selected, onSelect, onRemoved }: EditorOptions): MarkEditor {
  const list = useMarkList(evidenceId);
  const kept = useDrafts(libraryId, evidenceId);
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const [focus, setFocus] = useState<FocusWish | null>(null);
  const quiet = { meta: { quiet: true } };
  const create = useMutationCall('marks.create', quiet);
  const update = useMutationCall('marks.update', quiet);
  const removal = useMutationCall('marks.remove');

  const marks = list.query.data ?? NONE;
  const mark = marks.find(({ id }) => id === selected) ?? null;
  const shown = selected === null ? undefined : kept.drafts[selected];
  const draft = useMemo(() => shown ?? (mark ? draftOfMark(mark) : null), [shown, mark]);
  const dirty = shown !== undefined;

  const select = (id: string | null) => {
    setProblem(null);
    create.reset();
    update.reset();
    if (id !== selected) void onSelect(id);
  };
  const wish = (field: FocusWish['field']) => setFocus((last) => ({ field, tick: (last?.tick ?? 0) + 1 }));
  const put = (next: Draft) => {
    setProblem(null);
    const clean = mark && next.markId === mark.id && !differsFromMark(next, mark);
    if (clean) kept.drop(mark.id);
    else kept.put(next.markId ?? NEW, next);
  };
  /** The draft that in and out belong to: the one being written, else a new one. */
  const written = dirty && draft ? draft : (kept.drafts[NEW] ?? emptyDraft);

  const write = (next: Draft) => {
    put(next);
    select(next.markId ?? NEW);
  };

  const saveDraft = async (current: Draft) => {
    if (current.markId === null) {
      const made = await create.mutateAsync(createInput(current, evidenceId));
      list.keep(made);
      // The draft stays until the saved mark is shown in its place, so that nothing blinks.
      await onSelect(made.id);
      kept.drop(NEW);
    } else {
      const changed = await update.mutateAsync(updateInput(current, current.markId));
      list.replace(changed);
      kept.drop(current.markId);
    }
  };

  const actions = useStableActions<MarkActions>({
    select,
    change: (patch) => {
      if (draft) put({ ...draft, ...patch });
    },
    setEnd: (end, n) => write(withEnd(written, end, n)),
    setSpan: (span) => write({ ...written, ...span }),
    begin: (span) => {
      if (!kept.drafts[NEW]) kept.put(NEW, { ...emptyDraft, ...span });
      select(NEW);
      wish('title');
    },
    wish,
    toggleViolation: (code) => {
      if (!draft) return;
      const has = draft.violations.includes(code);
      put({ ...draft, violations: has ? draft.violations.filter((c) => c !== code) : [...draft.violations, code] });
    },
    save: () => {
      if (!draft || !dirty || create.isPending || update.isPending) return;
      const wrong = draftProblem(draft);
      setProblem(wrong);
      if (wrong === 'title') wish('title');
      // Deliberately not awaited: a failure shows itself through `saveError` beside the buttons.
      if (wrong === null) saveDraft(draft).catch(() => undefined);
    },
    discard: () => {
      if (selected === null) return;
      kept.drop(selected);
      setProblem(null);
      if (selected === NEW) void onSelect(null);
    },
    remove: () => {
      if (!mark) return;
      removal.mutate(
        { id: mark.id },
        {
          onSuccess: () => {
            list.take(mark.id);
            kept.drop(mark.id);
            void onSelect(null);
            onRemoved(mark);
          },
        },
      );
    },
  });
  return useSame({
    ...actions,
    evidenceId,
    marks,
    loading: list.query.isPending,
    error: list.query.error,
    selected,
    mark,
    draft,
    drafts: kept.drafts,
    dirty,
    keptFromBefore: selected !== null && dirty && kept.kept.has(selected),
    problem,
    saveError: create.error ?? update.error,
    busy: create.isPending || update.isPending,
    focus,
  });
}
