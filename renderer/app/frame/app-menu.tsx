import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDotsVertical, IconKeyboard, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.tsx';
import { useMenuCommands } from './use-menu-commands.ts';

/** What belongs to the program and not to a library. */
export function AppMenu() {
  const { t } = useTranslation('app');
  const { button, run } = useMenuCommands();
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Tooltip label={t('menu.label')}>
        <Menu.Target>
          <ActionIcon ref={button} aria-label={t('menu.label')}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={run('app.settings')}>
          {t('menu.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection={<Kbd keys="?" />} onClick={run('app.keys')}>
          {t('menu.keys')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
