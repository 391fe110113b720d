import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { JobsDrawer } from '../../features/jobs/jobs-drawer.tsx';
import { PassphraseDialog } from '../../features/passphrase/passphrase-dialog.tsx';
import { SettingsDialog } from '../../features/settings/settings-dialog.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { KeyList } from '../palette/key-list.tsx';
import { Palette } from '../palette/palette.tsx';
import { openPalette } from '../palette/palette-store.ts';
import { useHistoryCommands } from './use-history-commands.ts';
import { useLockCommand } from './use-lock-command.ts';
import { useRoomCommands } from './use-room-commands.ts';

type Floating = 'settings' | 'keys' | 'jobs' | 'passphrase' | null;

/** Commands that work on every screen, with the windows they open. */
export function AppCommands({ library }: { library: LibraryInfo | null }) {
  const { t } = useTranslation('app');
  const [floating, setFloating] = useState<Floating>(null);
  const close = () => setFloating(null);
  const group = t('group.app');
  const opened = library !== null;
  const sealed = library?.sealed === true;
  // Locking takes the question away for good; unlocking does not ask it again.
  if (floating === 'passphrase' && !sealed) setFloating(null);
  useCommands([
    {
      id: 'app.palette',
      title: t('command.palette'),
      keys: ['Mod+K'],
      group,
      run: openPalette,
      enabled: opened,
      whileTyping: true,
      hidden: true,
    },
    { id: 'app.keys', title: t('menu.keys'), keys: ['?'], group, run: () => setFloating('keys') },
    { id: 'app.settings', title: t('menu.settings'), keys: ['Mod+,'], group, run: () => setFloating('settings') },
    {
      id: 'app.jobs',
      title: t('command.jobs'),
      keys: ['Mod+J'],
      group,
      run: () => setFloating(floating === 'jobs' ? null : 'jobs'),
      enabled: opened,
    },
    {
      id: 'app.passphrase',
      title: t('library.passphrase'),
      group,
      run: () => setFloating('passphrase'),
      enabled: sealed,
    },
  ]);
  useRoomCommands(library);
  useLockCommand(library);
  useHistoryCommands(library);
  return (
    <>
      <Palette enabled={opened} />
      <KeyList opened={floating === 'keys'} onClose={close} />
      <SettingsDialog opened={floating === 'settings'} onClose={close} />
      {sealed && <PassphraseDialog dir={library.path} opened={floating === 'passphrase'} onClose={close} />}
      <JobsDrawer opened={floating === 'jobs' && opened} onClose={close} />
    </>
  );
}
