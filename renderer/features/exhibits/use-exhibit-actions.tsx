import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { notify } from '../../app/toast.ts';
import { call, callKey, queryClient, useMutationCall } from '../../host/host.ts';
import type { Arrangement } from './exhibit-lines.ts';

const KEY = callKey('exhibits.list', {});
const show = (exhibits: PresentedExhibit[]) => queryClient.setQueryData(KEY, exhibits);

/** Puts exhibits into a wanted order at once on the screen; numbers that are not given for good follow their places. */
function reordered(exhibits: readonly PresentedExhibit[], { markIds, moved }: Arrangement): PresentedExhibit[] {
  const byId = new Map(exhibits.map((exhibit) => [exhibit.mark.id, exhibit]));
  const given = exhibits.some(({ fixed }) => fixed);
  return markIds.flatMap((id, at) => {
    const exhibit = byId.get(id);
    if (exhibit === undefined) return [];
    const { number, label, ordinal } = given ? exhibit : (exhibits[at] ?? exhibit);
    const { group } = id === moved.markId ? { group: groupNow(exhibits, moved.group) } : exhibit;
    return [{ ...exhibit, number, label, ordinal, group }];
  });
}

/** The section as another exhibit in it knows it; the core's answer names one that was empty. */
const groupNow = (exhibits: readonly PresentedExhibit[], id: string | null): PresentedExhibit['group'] =>
  id === null ? null : (exhibits.find(({ group }) => group?.id === id)?.group ?? { id, title: '' });

export interface ExhibitActions {
  readonly add: (markIds: string[]) => Promise<void>;
  readonly remove: (markIds: string[]) => Promise<void>;
  readonly arrange: (arrangement: Arrangement) => void;
  readonly adding: boolean;
}

/** Changes of the list of exhibits. Each shows at once; what fails is put back and told. */
export function useExhibitActions(exhibits: readonly PresentedExhibit[]): ExhibitActions {
  const { t } = useTranslation('exhibits');
  const putBack = () => queryClient.invalidateQueries({ queryKey: KEY });
  const adding = useMutationCall('exhibits.add', { onSuccess: show });
  const removing = useMutationCall('exhibits.remove', { onSuccess: show, onError: putBack });
  const arranging = useMutationCall('exhibits.arrange', { onSuccess: show, onError: putBack });
  const ids = exhibits.map((exhibit) => exhibit.mark.id);

  /** Takes the removal back as the last step of the history, or by itself when other steps came after it. */
  const undoRemoval = async (gone: string[], step: string | null) => {
    const { undo } = await call('history.state', {});
    if (step !== null && undo === step) {
      await call('history.undo', {});
      return;
    }
    const now = await call('exhibits.add', { markIds: gone });
    const known = new Set(now.map((exhibit) => exhibit.mark.id));
    const rest = now.map((exhibit) => exhibit.mark.id).filter((id) => !ids.includes(id));
    show(await call('exhibits.arrange', { markIds: [...ids.filter((id) => known.has(id)), ...rest] }));
  };

  const offerUndo = async (gone: string[]) => {
    const { undo: step } = await call('history.state', {});
    const id = `exhibits-removed-${gone.join('-')}`;
    const undo = () => {
      notifications.hide(id);
      undoRemoval(gone, step).catch(() => void putBack());
    };
    const first = exhibits.find((exhibit) => exhibit.mark.id === gone[0]);
    notify({
      id,
      autoClose: 8000,
      // The export button stands at the right.
      position: 'bottom-center',
      message: (
        <span style={{ display: 'flex', alignItems: 'center', gap: 12, justifyContent: 'space-between' }}>
          {t('remove.done', { count: gone.length, number: first?.label ?? '' })}
          <Button onClick={undo}>{t('remove.undo')}</Button>
        </span>
      ),
    });
  };

  return {
    adding: adding.isPending,
    add: async (markIds) => void (await adding.mutateAsync({ markIds })),
    remove: async (markIds) => {
      show(exhibits.filter((exhibit) => !markIds.includes(exhibit.mark.id)));
      await removing.mutateAsync({ markIds });
      await offerUndo(markIds);
    },
    arrange: (arrangement) => {
      show(reordered(exhibits, arrangement));
      arranging.mutate(arrangement);
    },
  };
}
