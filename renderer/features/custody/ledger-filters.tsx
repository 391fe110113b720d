import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './custody.module.css';
import { distinct, type LedgerFilter, type LedgerRow } from './ledger-rows.ts';
import { SUBJECT_KINDS } from './ledger-subjects.ts';

interface FiltersProps {
  readonly rows: readonly LedgerRow[];
  readonly filter: LedgerFilter;
  readonly onFilter: (filter: LedgerFilter) => void;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** Narrows the log by who, what, to what, and by words. Only values that occur are offered. */
export function LedgerFilters({ rows, filter, onFilter, searchRef }: FiltersProps) {
  const { t } = useTranslation('custody');
  const operators = distinct(rows.map((row) => row.entry.operator));
  const actions = new Map(rows.map((row) => [row.entry.action, row.words]));
  const kinds = SUBJECT_KINDS.filter((kind) => rows.some((row) => row.subject.kind === kind));
  const byWords = [...actions]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className={styles.filters}>
      <TextInput
        ref={searchRef}
        className={styles.search}
        leftSection={<IconSearch size={14} />}
        placeholder={t('filter.text')}
        aria-label={t('filter.text')}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
      <Select
        className={styles.select}
        aria-label={t('filter.operatorLabel')}
        placeholder={t('filter.operator')}
        data={operators}
        value={filter.operator}
        clearable
        onChange={(operator) => onFilter({ ...filter, operator })}
      />
      <Select
        className={styles.select}
        aria-label={t('filter.actionLabel')}
        placeholder={t('filter.action')}
        data={byWords}
        value={filter.action}
        clearable
        onChange={(action) => onFilter({ ...filter, action })}
      />
      <Select
        className={styles.select}
        aria-label={t('filter.subjectLabel')}
        placeholder={t('filter.subject')}
        data={kinds.map((kind) => ({ value: kind, label: t(`subject.${kind}`) }))}
        value={filter.subject}
        clearable
        onChange={(kind) => onFilter({ ...filter, subject: kinds.find((each) => each === kind) ?? null })}
      />
    </div>
  );
}
