import { Select, Textarea, TextInput } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { CLOCK_BASES, type ClockBasis } from '../../../../shared/clock.ts';
import { zoneName } from '../../../../shared/wall-text.ts';
import { ZONES } from '../../../lib/stated-time.ts';
import { Field } from '../../../ui/field.tsx';
import type { ClockDraft, DraftProblem } from './clock-draft.ts';
import styles from './clock-panel.module.css';

interface DraftFieldProps {
  readonly draft: ClockDraft;
  readonly onChange: (next: ClockDraft) => void;
}

/** Order of choice: what most recordings have first. */
const BASES: readonly ClockBasis[] = ['burnt-in', ...CLOCK_BASES.filter((basis) => basis !== 'burnt-in')];

export const BasisField = memo(function BasisField({ draft, onChange }: DraftFieldProps) {
  const { t } = useTranslation('review-clock');
  return (
    <Field label={t('basis.label')} hint={t(`basis.hint.${draft.basis}`)}>
      {(id) => (
        <Select
          id={id}
          value={draft.basis}
          allowDeselect={false}
          data={BASES.map((value) => ({ value, label: t(`basis.${value}`) }))}
          onChange={(basis) => onChange({ ...draft, basis: (basis ?? draft.basis) as ClockBasis })}
        />
      )}
    </Field>
  );
});

/** Kazakhstan's own offset since 2024, and the one before it, stand first. */
const FIRST_ZONES = ['+05:00', '+06:00'];

export const ZoneField = memo(function ZoneField({ draft, onChange }: DraftFieldProps) {
  const { t } = useTranslation('review-clock');
  const zones = [...FIRST_ZONES, ...ZONES.filter((zone) => !FIRST_ZONES.includes(zone))];
  const label = (zone: string) => (zone === 'Z' ? 'UTC' : `UTC${zoneName(zone)}`);
  const known = draft.zone === null || zones.includes(draft.zone) ? zones : [draft.zone, ...zones];
  return (
    <Field label={t('zone.label')} hint={t('zone.hint')}>
      {(id) => (
        <Select
          id={id}
          value={draft.zone ?? ''}
          allowDeselect={false}
          searchable
          data={[{ value: '', label: t('zone.unknown') }, ...known.map((value) => ({ value, label: label(value) }))]}
          onChange={(zone) => onChange({ ...draft, zone: zone === '' ? null : zone })}
        />
      )}
    </Field>
  );
});

/** How far the clock is from true time, how closely that is known, and how it was found out. */
export const OffsetFields = memo(function OffsetFields({
  draft,
  problem,
  onChange,
}: DraftFieldProps & { problem: DraftProblem | null }) {
  const { t } = useTranslation('review-clock');
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('offset.label')}</legend>
      <div className={styles.offset}>
        <TextInput
          aria-label={t('offset.length')}
          placeholder={t('offset.none')}
          value={draft.ahead}
          maxLength={40}
          spellCheck={false}
          error={problem === 'ahead'}
          onChange={(event) => onChange({ ...draft, ahead: event.currentTarget.value })}
        />
        <Select
          aria-label={t('offset.direction')}
          value={draft.behind ? 'behind' : 'ahead'}
          allowDeselect={false}
          data={['ahead', 'behind'].map((value) => ({ value, label: t(`offset.${value}`) }))}
          onChange={(direction) => onChange({ ...draft, behind: direction === 'behind' })}
        />
        <span className={styles.plusMinus}>±</span>
        <TextInput
          aria-label={t('offset.within')}
          placeholder="?"
          value={draft.within}
          maxLength={20}
          spellCheck={false}
          error={problem === 'within'}
          onChange={(event) => onChange({ ...draft, within: event.currentTarget.value })}
        />
      </div>
      <p className={styles.hint} data-bad={problem === 'ahead' || problem === 'within' || undefined}>
        {t('offset.forms')}
      </p>
      <Textarea
        aria-label={t('offset.measured')}
        placeholder={t('offset.measuredHint')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={draft.measured}
        onChange={(event) => onChange({ ...draft, measured: event.currentTarget.value })}
      />
    </fieldset>
  );
});
