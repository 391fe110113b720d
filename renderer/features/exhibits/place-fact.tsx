import { Autocomplete, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/place.ts';
import { useQueryCall } from '../../host/host.ts';
import { Field } from '../../ui/field.tsx';
import { AlsoOthers, FactForm } from './fact-form.tsx';
import styles from './missing.module.css';
import type { FactEditorProps } from './text-fact.tsx';
import { type PlaceUse, useSaveFact } from './use-save-fact.ts';

const NONE: readonly Place[] = [];

interface Typed {
  readonly code: string;
  readonly name: string;
  readonly address: string;
}

/** Fields of a place: the code chosen or typed, filled in from the known place of that code. */
function useTypedPlace(places: readonly Place[], code: string | null) {
  const known = (wanted: string) => places.find((place) => place.code === wanted);
  const filled = (wanted: string): Typed => {
    const place = known(wanted);
    return { code: wanted, name: place?.name ?? '', address: place?.address ?? '' };
  };
  const [typed, setTyped] = useState<Typed>(() => filled(code ?? ''));
  const setCode = (wanted: string) =>
    setTyped((before) => (known(wanted) === undefined ? { ...before, code: wanted } : filled(wanted)));
  return { typed, setCode, change: (some: Partial<Typed>) => setTyped((before) => ({ ...before, ...some })) };
}

function PlaceOption({ code, places }: { code: string; places: readonly Place[] }) {
  return (
    <span className={styles.option}>
      <span className="mono">{code}</span>
      <span className="ellipsis dim">{places.find((place) => place.code === code)?.name}</span>
    </span>
  );
}

/** Editor of a place. An exhibit needs its name and its address; a code that is used already keeps its users. */
export function PlaceFact({ fact, others, onClose }: FactEditorProps) {
  const { t } = useTranslation('exhibits');
  const places = useQueryCall('places.list', {}).data ?? NONE;
  const { typed, setCode, change } = useTypedPlace(places, fact.placeCode);
  const [onlyHere, setOnlyHere] = useState(false);
  const [also, setAlso] = useState(false);
  const save = useSaveFact(onClose);
  const use = (): PlaceUse => {
    if (fact.placeCode !== null) return { by: 'nothing' };
    if (onlyHere) return { by: 'marks', ids: fact.exhibits.map((exhibit) => exhibit.markId) };
    return { by: 'recordings', ids: also ? [fact.evidenceId, ...others] : [fact.evidenceId] };
  };
  const place = { code: typed.code.trim(), name: typed.name.trim(), address: typed.address.trim() };
  return (
    <FactForm
      busy={save.busy}
      error={save.error}
      valid={place.code !== '' && place.name !== '' && place.address !== ''}
      onSave={() => void save.place(place, use())}
      onClose={onClose}
    >
      {fact.placeCode === null && (
        <Field label={t('place.code')} hint={t('hint.placeCode')}>
          {(id) => (
            <Autocomplete
              id={id}
              aria-label={t('place.code')}
              data={places.map((each) => each.code)}
              renderOption={({ option }) => <PlaceOption code={option.value} places={places} />}
              value={typed.code}
              onChange={setCode}
              maxLength={100}
              autoFocus
            />
          )}
        </Field>
      )}
      <Field label={t('place.name')}>
        {(id) => (
          <TextInput
            id={id}
            value={typed.name}
            maxLength={500}
            autoFocus={fact.placeCode !== null}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('place.address')} hint={t('hint.address')}>
        {(id) => (
          <TextInput
            id={id}
            value={typed.address}
            maxLength={1000}
            onChange={(event) => change({ address: event.currentTarget.value })}
          />
        )}
      </Field>
      {fact.placeCode === null && (
        <Checkbox
          label={t('place.onlyHere', { count: fact.exhibits.length })}
          checked={onlyHere}
          onChange={(event) => setOnlyHere(event.currentTarget.checked)}
        />
      )}
      {fact.placeCode === null && !onlyHere && <AlsoOthers count={others.length} checked={also} onChange={setAlso} />}
    </FactForm>
  );
}
