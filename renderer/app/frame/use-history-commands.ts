import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { callKey, useMutationCall, useQueryCall } from '../../host/query-call.ts';
import { queryClient } from '../../host/query-client.ts';
import { useCommands } from '../commands/use-commands.ts';
import { toast } from '../toast.ts';
import { deedWords } from './deed-words.ts';

interface HistoryWords {
  readonly undo: string | null;
  readonly redo: string | null;
}

const STATE = callKey('history.state', {});

/** Undo and redo of the last changes, each saying what it did. Keys that are pressed fast wait for each other. */
export function useHistoryCommands(library: LibraryInfo | null): void {
  const { t } = useTranslation('app');
  const history = useQueryCall('history.state', {}, { enabled: library !== null });
  const undoable = deedWords(history.data?.undo ?? null);
  const redoable = deedWords(history.data?.redo ?? null);
  const keep = (state: HistoryWords) => queryClient.setQueryData(STATE, state);
  const undo = useMutationCall('history.undo', { onSuccess: keep });
  const redo = useMutationCall('history.redo', { onSuccess: keep });
  const waiting = useRef(Promise.resolve());
  const group = t('group.edit');

  /** What is the last change is only known when those that were asked for before are done. */
  const step = (kind: keyof HistoryWords, go: () => Promise<unknown>, told: 'history.undone' | 'history.redone') => {
    waiting.current = waiting.current.then(async () => {
      const what = deedWords(queryClient.getQueryData<HistoryWords>(STATE)?.[kind] ?? null);
      if (what === null) return;
      const done = await go().then(
        () => true,
        // What failed has been told where all failed calls are.
        () => false,
      );
      if (done) toast(t(told, { what }));
    });
  };
  useCommands([
    {
      id: 'app.undo',
      title: undoable === null ? t('history.undo') : t('history.undoThing', { what: undoable }),
      keys: ['Mod+Z'],
      group,
      enabled: undoable !== null,
      run: () => step('undo', () => undo.mutateAsync({}), 'history.undone'),
    },
    {
      id: 'app.redo',
      title: redoable === null ? t('history.redo') : t('history.redoThing', { what: redoable }),
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      group,
      enabled: redoable !== null,
      run: () => step('redo', () => redo.mutateAsync({}), 'history.redone'),
    },
  ]);
}
