import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { useGo } from '../../app/navigation.ts';
import { useQueryCall } from '../../host/host.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './add-marks.module.css';
import { ChoiceFilters } from './choice-filters.tsx';
import { ChoiceList } from './choice-list.tsx';
import { type ChoiceFilter, groupByItem, type MarkChoice, markChoices, matchesFilter } from './mark-choices.ts';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly exhibits: readonly PresentedExhibit[];
  readonly onAdd: (markIds: string[]) => Promise<void>;
}

const NO_FILTER: ChoiceFilter = { text: '', groups: [], facts: 'all' };

/** Marks of the library with what the dialog has to know about each; undefined while they are on their way. */
function useChoices(exhibits: readonly PresentedExhibit[]): MarkChoice[] | undefined {
  const marks = useQueryCall('marks.list', {}).data;
  const items = useQueryCall('evidence.list', {}).data;
  const places = useQueryCall('places.list', {}).data;
  if (marks === undefined || items === undefined || places === undefined) return undefined;
  return markChoices(marks, items, places, new Map(exhibits.map((exhibit) => [exhibit.mark.id, exhibit.label])));
}

function groupCounts(choices: readonly MarkChoice[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { mark } of choices) {
    const letters = mark.violations.length === 0 ? ['-'] : mark.violations.map((code) => code.slice(0, 1));
    for (const letter of new Set(letters)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
}

function Choices({ exhibits, onClose, onAdd }: Omit<DialogProps, 'opened'>) {
  const { t } = useTranslation('exhibits');
  const go = useGo();
  const choices = useChoices(exhibits);
  const codebook = useQueryCall('codebook.get', {}).data;
  const [filter, setFilter] = useState(NO_FILTER);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const labels = new Map(codebook?.types.map((type) => [type.code, Object.values(type.label).join(' ')]));
  const shown = (choices ?? []).filter((choice) => matchesFilter(choice, filter, (code) => labels.get(code)));
  const groups = groupByItem(shown);
  const offered = shown.filter((choice) => choice.number === null).map((choice) => choice.mark.id);

  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    setPicked(next);
  };
  /** In the order they are listed, which is the order they will be numbered in. */
  const add = async () => {
    const listed = groupByItem(choices ?? []).flatMap((group) => group.choices.map((choice) => choice.mark.id));
    setBusy(true);
    try {
      await onAdd(listed.filter((id) => picked.has(id)));
      onClose();
    } finally {
      setBusy(false);
    }
  };

  if (choices?.length === 0) {
    return (
      <div className={styles.body}>
        <EmptyState title={t('add.noMarks')} text={t('add.noMarksText')}>
          <Button onClick={() => go.library()}>{t('toLibrary')}</Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.body}>
      <ChoiceFilters filter={filter} onFilter={setFilter} codebook={codebook} counts={groupCounts(choices ?? [])} />
      {choices === undefined && <SkeletonRows rows={8} height={48} />}
      {choices !== undefined && groups.length === 0 && (
        <EmptyState title={t('add.nothing')}>
          <Button onClick={() => setFilter(NO_FILTER)}>{t('add.clear')}</Button>
        </EmptyState>
      )}
      {groups.length > 0 && <ChoiceList groups={groups} picked={picked} onPick={pick} />}
      <div className={styles.foot}>
        <Button disabled={offered.length === 0} onClick={() => pick(offered, true)}>
          {t('add.selectShown', { count: offered.length })}
        </Button>
        <span className={styles.space} />
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button variant="filled" disabled={picked.size === 0} loading={busy} onClick={() => void add()}>
          {t('add.confirm', { count: picked.size })}
        </Button>
      </div>
    </div>
  );
}

/** Chooses marks for the bundle from the whole library. */
export function AddMarksDialog({ opened, ...rest }: DialogProps) {
  const { t } = useTranslation('exhibits');
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={t('add.title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: styles.modal ?? '' }}
    >
      <Choices {...rest} />
    </Modal>
  );
}
