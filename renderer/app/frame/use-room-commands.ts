import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { adoptState } from '../../host/adopt-state.ts';
import { useMutationCall } from '../../host/query-call.ts';
import { useCommands } from '../commands/use-commands.ts';
import { ROOMS } from './rooms.ts';

/** Going to a room, to another library, and out of this one. */
export function useRoomCommands(library: LibraryInfo | null): void {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const close = useMutationCall('library.close', {
    onSuccess: async (state) => {
      await navigate({ to: '/' });
      adoptState(state);
    },
  });
  const enabled = library !== null;
  const group = t('group.go');
  useCommands([
    ...ROOMS.map(({ id, to, keys }) => ({
      id: `app.go-${id}`,
      title: t(`rail.${id}`),
      keys: [keys],
      group,
      enabled,
      whileTyping: true,
      run: () => void navigate({ to }),
    })),
    {
      id: 'app.other-library',
      title: t('library.other'),
      group,
      enabled,
      run: () => void navigate({ to: '/' }),
    },
    { id: 'app.close-library', title: t('library.close'), group, enabled, run: () => close.mutate({}) },
  ]);
}
