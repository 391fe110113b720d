import { ActionIcon, Button, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { IconFolderPlus, IconLayoutGrid, IconLayoutList, IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/commands/commands.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './library.module.css';
import { changeView, showAs, view } from './library-view.ts';
import type { PickToImport } from './use-import-commands.ts';

interface LibraryToolbarProps {
  readonly total: number;
  readonly shown: number;
  readonly pick: PickToImport;
}

export function LibraryToolbar({ total, shown, pick }: LibraryToolbarProps) {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const { filters, layout } = view.use();
  const filter = useRef<HTMLInputElement>(null);
  useCommands([
    {
      id: 'library.filter',
      title: t('filterList'),
      keys: ['/', 'Mod+F'],
      group: t('group'),
      run: () => filter.current?.select(),
    },
  ]);
  const number = (value: number) => formatNumber(value, language);
  return (
    <div className={styles.toolbar}>
      <h2>
        {t('title')}
        <span className={styles.count}>
          {shown === total ? number(total) : t('shownOf', { shown: number(shown), total: number(total) })}
        </span>
      </h2>
      <TextInput
        ref={filter}
        className={styles.filter}
        placeholder={t('filterPlaceholder')}
        aria-label={t('filterList')}
        leftSection={<IconSearch size={14} />}
        value={filters.text}
        onChange={(event) => changeView({ filters: { ...filters, text: event.currentTarget.value } })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          changeView({ filters: { ...filters, text: '' } });
          event.currentTarget.blur();
        }}
      />
      <SegmentedControl
        aria-label={t('layout')}
        value={layout}
        onChange={(next) => showAs(next === 'grid' ? 'grid' : 'table')}
        data={[
          { value: 'table', label: <LayoutLabel text={t('asTable')} icon={<IconLayoutList size={16} />} /> },
          { value: 'grid', label: <LayoutLabel text={t('asGrid')} icon={<IconLayoutGrid size={16} />} /> },
        ]}
      />
      <Tooltip label={t('addFolder')}>
        <ActionIcon variant="default" aria-label={t('addFolder')} onClick={pick.folder}>
          <IconFolderPlus size={16} />
        </ActionIcon>
      </Tooltip>
      <Button style={{ flex: 'none' }} variant="filled" leftSection={<IconPlus size={16} />} onClick={pick.files}>
        {t('addFiles')}
      </Button>
    </div>
  );
}

function LayoutLabel({ text, icon }: { text: string; icon: ReactNode }) {
  return (
    <span title={text} style={{ display: 'flex' }}>
      {icon}
      <span className={styles.hidden}>{text}</span>
    </span>
  );
}
