import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { callKey, useMutationCall, useQueryCall } from '../../host/query-call.ts';
import { queryClient } from '../../host/query-client.ts';
import { useCommands } from '../commands/use-commands.ts';
import { toast } from '../toast.ts';
import { deedWords } from './deed-words.ts';

/** Undo and redo of the last changes, each saying what it did. */
export function useHistoryCommands(library: LibraryInfo | null): void {
  const { t } = useTranslation('app');
  const history = useQueryCall('history.state', {}, { enabled: library !== null });
  const undoable = deedWords(history.data?.undo ?? null);
  const redoable = deedWords(history.data?.redo ?? null);
  const keep = (state: { undo: string | null; redo: string | null }) =>
    queryClient.setQueryData(callKey('history.state', {}), state);
  const undo = useMutationCall('history.undo', { onSuccess: keep });
  const redo = useMutationCall('history.redo', { onSuccess: keep });
  const busy = undo.isPending || redo.isPending;
  const group = t('group.edit');
  useCommands([
    {
      id: 'app.undo',
      title: undoable === null ? t('history.undo') : t('history.undoThing', { what: undoable }),
      keys: ['Mod+Z'],
      group,
      enabled: undoable !== null && !busy,
      run: () => undo.mutate({}, { onSuccess: () => toast(t('history.undone', { what: undoable })) }),
    },
    {
      id: 'app.redo',
      title: redoable === null ? t('history.redo') : t('history.redoThing', { what: redoable }),
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      group,
      enabled: redoable !== null && !busy,
      run: () => redo.mutate({}, { onSuccess: () => toast(t('history.redone', { what: redoable })) }),
    },
  ]);
}
