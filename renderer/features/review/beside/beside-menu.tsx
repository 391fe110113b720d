import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconLayoutColumns } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { useCommands } from '../../../app/commands/commands.ts';
import { useQueryCall } from '../../../host/query-call.ts';
import { EvidenceName } from '../../../ui/evidence-name.tsx';
import { KeyLabel } from '../../../ui/kbd.tsx';
import styles from './beside.module.css';
import { besideChoices } from './beside-choices.ts';
import type { Beside } from './use-beside.ts';

/** Chooses recordings to show beside the open one. */
export function BesideMenu({ item, beside }: { item: Item; beside: Beside }) {
  const { t } = useTranslation('review-beside');
  const [opened, setOpened] = useState(false);
  const choices = besideChoices(useQueryCall('evidence.list', {}).data ?? [], item);
  useCommands([
    {
      id: 'review.beside',
      title: t('choose'),
      keys: ['B'],
      group: t('group'),
      enabled: choices.length > 0,
      run: () => setOpened(true),
    },
  ]);
  return (
    <Menu opened={opened} onChange={setOpened} position="top-end" closeOnItemClick={false} width={360}>
      <Menu.Target>
        <Tooltip label={<KeyLabel label={t('choose')} keys="B" />}>
          <ActionIcon
            variant="subtle"
            color={beside.ids.length > 0 ? 'accent' : 'gray'}
            w={32}
            aria-label={t('choose')}
            onMouseDown={(event) => event.preventDefault()}
          >
            <IconLayoutColumns size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label>{t(beside.full ? 'full' : 'chooseHint')}</Menu.Label>
        {choices.length === 0 && <Menu.Item disabled>{t('none')}</Menu.Item>}
        {choices.map(({ item: each, overlap }) => {
          const chosen = beside.ids.includes(each.id);
          return (
            <Tooltip key={each.id} label={t(`${overlap}Hint`)} position="left" openDelay={600}>
              <Menu.Item
                role="menuitemcheckbox"
                aria-checked={chosen}
                disabled={beside.full && !chosen}
                rightSection={<span className="dim">{t(overlap)}</span>}
                onClick={() => beside.toggle(each.id)}
              >
                <span className={styles.choice} data-chosen={chosen || undefined}>
                  <EvidenceName name={each.originalName} />
                </span>
              </Menu.Item>
            </Tooltip>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
