import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../../shared/place.ts';
import { callKey, queryClient, useMutationCall } from '../../../host/host.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { Field } from '../../../ui/field.tsx';
import styles from './details.module.css';

interface PlaceCardProps {
  readonly code: string;
  readonly place: Place | undefined;
  readonly onDone: () => void;
}

/** Puts the described place into the shown list at once; an older answer on its way must not take it out again. */
async function takeIn(place: Place): Promise<void> {
  const queryKey = callKey('places.list', {});
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<Place[]>(queryKey, (list) => [
    ...(list ?? []).filter((each) => each.code !== place.code),
    place,
  ]);
  void queryClient.invalidateQueries({ queryKey });
}

const FIELDS = ['name', 'address', 'region'] as const;

/** Describes a place once for everything that happened there. */
export function PlaceCard({ code, place, onDone }: PlaceCardProps) {
  const { t } = useTranslation('library');
  const [facts, setFacts] = useState({
    name: place?.name ?? '',
    address: place?.address ?? '',
    region: place?.region ?? '',
  });
  const set = useMutationCall('places.set', {
    meta: { quiet: true },
    onSuccess: async (made) => {
      await takeIn(made);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, address, region } = facts;
    set.mutate({
      code,
      name: name.trim(),
      address: address.trim(),
      region: region.trim() === '' ? null : region.trim(),
    });
  };
  return (
    <form className={styles.placeCard} onSubmit={submit} aria-label={t('details.placeOf', { code })}>
      <h3>{t('details.placeOf', { code })}</h3>
      {FIELDS.map((field, n) => (
        <Field key={field} label={t(`place.${field}`)}>
          {(id) => (
            <TextInput
              id={id}
              autoFocus={n === 0}
              placeholder={t(`place.${field}Hint`)}
              maxLength={field === 'address' ? 1000 : 500}
              value={facts[field]}
              onChange={(event) => setFacts({ ...facts, [field]: event.currentTarget.value })}
              onKeyDown={(event) => event.key === 'Escape' && onDone()}
            />
          )}
        </Field>
      ))}
      {set.isError && <ErrorNote error={set.error} />}
      <div className={styles.buttons}>
        <Button onClick={onDone}>{t('details.cancel')}</Button>
        <Button type="submit" variant="filled" loading={set.isPending}>
          {t('details.placeSave')}
        </Button>
      </div>
    </form>
  );
}
