import { SegmentedControl, TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Codebook } from '../../../shared/violation.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './add-marks.module.css';
import type { ChoiceFilter } from './mark-choices.ts';

interface FiltersProps {
  readonly filter: ChoiceFilter;
  readonly onFilter: (filter: ChoiceFilter) => void;
  readonly codebook: Codebook | undefined;
  /** How many marks each group letter has; letters without one are not offered. */
  readonly counts: ReadonlyMap<string, number>;
}

const FACTS = ['all', 'complete', 'incomplete'] as const;

function Groups({ filter, onFilter, codebook, counts }: FiltersProps) {
  const { t } = useTranslation('exhibits');
  const language = useLanguage();
  const labels = new Map(codebook?.groups.map((group) => [group.letter, group.label]));
  const nameOf = (letter: string) => {
    const label = labels.get(letter);
    if (letter === '-') return t('add.noViolation');
    return language === 'ru' || language === 'kk' ? (label?.[language] ?? letter) : (label?.en ?? letter);
  };
  const toggle = (letter: string) => {
    const on = filter.groups.includes(letter);
    onFilter({ ...filter, groups: on ? filter.groups.filter((each) => each !== letter) : [...filter.groups, letter] });
  };
  return (
    <fieldset className={styles.groups}>
      <legend>{t('add.groups')}</legend>
      {[...counts.keys()].sort().map((letter) => (
        <button
          key={letter}
          type="button"
          className={styles.group}
          aria-pressed={filter.groups.includes(letter)}
          title={nameOf(letter)}
          onClick={() => toggle(letter)}
        >
          <b data-group={letter}>{letter}</b>
          {counts.get(letter)}
          <VisuallyHidden>{nameOf(letter)}</VisuallyHidden>
        </button>
      ))}
    </fieldset>
  );
}

/** Narrows the marks by words, violation group and completeness. */
export function ChoiceFilters(props: FiltersProps) {
  const { filter, onFilter } = props;
  const { t } = useTranslation('exhibits');
  return (
    <div className={styles.filters}>
      <TextInput
        className={styles.search}
        leftSection={<IconSearch size={14} />}
        placeholder={t('add.search')}
        aria-label={t('add.search')}
        value={filter.text}
        data-autofocus
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label={t('add.facts')}
        data={FACTS.map((value) => ({ value, label: t(`add.${value}`) }))}
        value={filter.facts}
        onChange={(value) => onFilter({ ...filter, facts: FACTS.find((fact) => fact === value) ?? 'all' })}
      />
      <Groups {...props} />
    </div>
  );
}
