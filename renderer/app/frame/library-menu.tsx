import { Menu } from '@mantine/core';
import { IconChevronDown, IconFolderOpen, IconFolderSymlink, IconKey, IconLock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { bridge } from '../../host/bridge.ts';
import { useErrorText } from '../../ui/error-note.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { toastError } from '../toast.ts';
import styles from './frame.module.css';
import { useMenuCommands } from './use-menu-commands.ts';

/** Name of the open library, and ways to another one. */
export function LibraryMenu({ library }: { library: LibraryInfo }) {
  const { t } = useTranslation('app');
  const errorText = useErrorText();
  const { button, run } = useMenuCommands();
  const { revealFolder } = bridge;
  const reveal = () => {
    revealFolder?.(library.path).catch((error: unknown) => toastError(t('failed'), errorText(error)));
  };
  return (
    <Menu position="bottom-start" width={320} withinPortal={false}>
      <Menu.Target>
        <button ref={button} type="button" className={styles.menuButton} title={library.path}>
          <span className={`ellipsis ${styles.libraryName}`}>{library.title}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label style={{ overflowWrap: 'anywhere' }}>{library.path}</Menu.Label>
        {revealFolder !== null && (
          <Menu.Item leftSection={<IconFolderSymlink size={16} />} onClick={reveal}>
            {t('library.reveal')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconFolderOpen size={16} />} onClick={run('app.other-library')}>
          {t('library.other')}
        </Menu.Item>
        {library.sealed && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconKey size={16} />} onClick={run('app.passphrase')}>
              {t('library.passphrase')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconLock size={16} />}
              rightSection={<Kbd keys="Mod+L" />}
              onClick={run('app.lock')}
            >
              {t('library.lock')}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconX size={16} />} onClick={run('app.close-library')}>
          {t('library.close')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
