import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { adoptState } from '../../host/adopt-state.ts';
import { useMutationCall, useQueryCall } from '../../host/query-call.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useIdle } from './use-idle.ts';

/** Locking a sealed library: by its key, and by itself when nobody has touched anything for the time that was set. */
export function useLockCommand(library: LibraryInfo | null): void {
  const { t } = useTranslation('app');
  const minutes = useQueryCall('app.state', {}).data?.settings.lockAfterMinutes ?? 0;
  const lock = useMutationCall('library.lock', { onSuccess: adoptState });
  const enabled = library?.sealed === true;
  const run = () => lock.mutate({});
  useCommands([
    {
      id: 'app.lock',
      title: t('library.lock'),
      keys: ['Mod+L'],
      group: t('group.app'),
      enabled,
      whileTyping: true,
      run,
    },
  ]);
  useIdle(enabled && minutes > 0 ? minutes * 60_000 : null, run);
}
