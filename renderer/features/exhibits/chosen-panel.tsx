import { Button, Tooltip } from '@mantine/core';
import { IconFolderPlus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../../app/navigation.ts';
import { useQueryCall } from '../../host/host.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { KeyLabel } from '../../ui/kbd.tsx';
import { Panel, PanelBody, PanelHeader } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ExhibitList } from './exhibit-list.tsx';
import { NumberingPopover } from './numbering-popover.tsx';
import type { ExhibitsState } from './use-exhibits-state.ts';
import { WithdrawnList } from './withdrawn-list.tsx';

/** The left panel: chosen exhibits, or how to choose some. */
export function Chosen({ state }: { state: ExhibitsState }) {
  const { t } = useTranslation('exhibits');
  const marks = useQueryCall('marks.list', {}).data;
  const { exhibits, groups, query } = state;
  const count = marks === undefined ? undefined : t('ofMarks', { chosen: exhibits.length, total: marks.length });
  return (
    <Panel label={t('title')}>
      <PanelHeader title={t('title')} count={query.data === undefined ? undefined : count}>
        {groups.bundle !== undefined && exhibits.length > 0 && (
          <>
            <NumberingPopover bundle={groups.bundle} open={exhibits.filter(({ fixed }) => !fixed).length} />
            <Tooltip label={<KeyLabel label={t('group.add')} keys="G" />}>
              <Button variant="subtle" color="gray" px={6} aria-label={t('group.add')} onClick={groups.add}>
                <IconFolderPlus size={16} />
              </Button>
            </Tooltip>
          </>
        )}
        <Button leftSection={<IconPlus size={14} />} onClick={state.openDialog}>
          {t('add.open')}
        </Button>
      </PanelHeader>
      <PanelBody>
        {query.isPending && <SkeletonRows rows={6} height={52} />}
        {query.isError && <ErrorNote error={query.error} title={t('failed')} />}
        {query.data !== undefined && (
          <ExhibitList
            exhibits={exhibits}
            lines={state.lines}
            groups={groups}
            selected={state.selected?.mark.id ?? null}
            onSelect={state.select}
            onRemove={(id) => state.remove([id])}
            onArrange={state.arrange}
          />
        )}
        {groups.bundle !== undefined && <WithdrawnList withdrawn={groups.bundle.withdrawn} />}
      </PanelBody>
    </Panel>
  );
}

/** The middle while nothing is chosen: what to do next. */
export function NothingChosen({ state }: { state: ExhibitsState }) {
  const { t } = useTranslation('exhibits');
  const go = useGo();
  const marks = useQueryCall('marks.list', {}).data;
  if (marks?.length === 0) {
    return (
      <EmptyState title={t('add.noMarks')} text={t('add.noMarksText')}>
        <Button onClick={() => go.library()}>{t('toLibrary')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('empty.title')} text={t('empty.text')}>
      <Button variant="filled" onClick={state.openDialog}>
        {t('add.open')}
      </Button>
    </EmptyState>
  );
}
