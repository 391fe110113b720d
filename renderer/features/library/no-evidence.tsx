import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NO_FILTERS } from './item-filter.ts';
import { changeView } from './library-view.ts';
import type { PickToImport } from './use-import-commands.ts';

/** A library without evidence says how to get some in. */
export function NoEvidence({ pick }: { pick: PickToImport }) {
  const { t } = useTranslation('library');
  return (
    <div style={{ flex: 1, minHeight: 0 }}>
      <EmptyState icon={<IconFileImport size={32} stroke={1.4} />} title={t('emptyTitle')} text={t('dropText')}>
        <Button variant="filled" onClick={pick.files}>
          {t('addFiles')}
        </Button>
        <Button onClick={pick.folder}>{t('addFolder')}</Button>
      </EmptyState>
    </div>
  );
}

/** Nothing passes the filters. */
export function NothingFound() {
  const { t } = useTranslation('library');
  return (
    <div style={{ flex: 1, minHeight: 0 }}>
      <EmptyState title={t('nothingFound')} text={t('nothingFoundText')}>
        <Button onClick={() => changeView({ filters: NO_FILTERS })}>{t('clearFilters')}</Button>
      </EmptyState>
    </div>
  );
}
