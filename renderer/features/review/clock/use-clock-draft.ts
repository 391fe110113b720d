import { useMemo } from 'react';
import type { Output } from '../../../../shared/api.ts';
import type { RecordingClock } from '../../../../shared/clock.ts';
import type { Item } from '../../../../shared/evidence.ts';
import { callKey, useMutationCall } from '../../../host/query-call.ts';
import { queryClient } from '../../../host/query-client.ts';
import { createStore } from '../../../lib/create-store.ts';
import { useSame } from '../../../ui/viewer/use-same.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import { type ClockDraft, clockOfDraft, type DraftResult, draftOf, sameDraft } from './clock-draft.ts';

/** Clocks being written, by item: going to another recording for its frame must not lose what was read here. */
const drafts = createStore<Readonly<Record<string, ClockDraft>>>({});

const without = (all: Readonly<Record<string, ClockDraft>>, id: string) => {
  const { [id]: _, ...others } = all;
  return others;
};

type ClockActions = {
  change(next: ClockDraft): void;
  discard(): void;
  save(): void;
  /** Takes the saved clock away, with the time and the basis that came from it. */
  clear(): void;
};

/** The same object until something in it changes, so that a playing recording redraws no field. */
export interface ClockEditor extends Readonly<ClockActions> {
  readonly draft: ClockDraft;
  readonly result: DraftResult;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly error: unknown;
}

/** The clock of one item while it is being changed. Saved as one change that can be undone. */
export function useClockDraft(item: Item): ClockEditor {
  const kept = drafts.use()[item.id];
  const saved = useMemo(() => draftOf(item), [item]);
  const draft = kept ?? saved;
  const result = useMemo(() => clockOfDraft(draft), [draft]);
  const set = useMutationCall('evidence.set', { meta: { quiet: true } });

  const put = (timing: RecordingClock | null) => {
    set.mutate(
      { ids: [item.id], details: { timing } },
      {
        onSuccess: ([changed]) => {
          if (changed) takeIn(changed);
          drafts.set((all) => without(all, item.id));
        },
      },
    );
  };
  const actions = useStableActions<ClockActions>({
    change: (next) =>
      drafts.set((all) => (sameDraft(next, saved) ? without(all, item.id) : { ...all, [item.id]: next })),
    discard: () => {
      set.reset();
      drafts.set((all) => without(all, item.id));
    },
    save: () => {
      if (result.ok && !set.isPending) put(result.clock);
    },
    clear: () => put(null),
  });
  return useSame({ ...actions, draft, result, dirty: kept !== undefined, busy: set.isPending, error: set.error });
}

/** Shows what was saved at once; the library is asked again anyway. */
function takeIn(changed: Item): void {
  const queryKey = callKey('evidence.show', { id: changed.id });
  queryClient.setQueryData<Output<'evidence.show'>>(queryKey, (shown) => shown && { ...shown, item: changed });
}
