import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQueryCall } from '../../host/query-call.ts';
import { Field } from '../field.tsx';
import styles from './marks.module.css';

interface PlaceFieldProps {
  readonly value: string | null;
  /** Place of the whole recording or document, which counts as long as the mark has none of its own. */
  readonly inherited: string | null;
  readonly onChange: (code: string | null) => void;
}

/** Code of the place that this mark shows. Known places are offered; another code makes a new one. */
export function PlaceField({ value, inherited, onChange }: PlaceFieldProps) {
  const { t } = useTranslation('marks');
  const places = useQueryCall('places.list', {}).data ?? [];
  const nameOf = new Map(places.map(({ code, name }) => [code, name]));
  const shown = value ?? inherited;
  const hint = shown === null ? undefined : (nameOf.get(shown) ?? t('placeWithoutName'));
  return (
    <Field label={t('place')} hint={hint}>
      {(id) => (
        <Autocomplete
          id={id}
          maxLength={100}
          value={value ?? ''}
          placeholder={inherited === null ? t('placeCode') : t('placeInherited', { code: inherited })}
          data={places.map(({ code }) => code)}
          renderOption={({ option }) => (
            <span className={styles.placeOption}>
              <span className="mono">{option.value}</span>
              <span className="ellipsis dim">{nameOf.get(option.value)}</span>
            </span>
          )}
          onChange={(code) => onChange(code === '' ? null : code)}
        />
      )}
    </Field>
  );
}
