import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import type { Place } from '../../../../shared/place.ts';
import { Field } from '../../../ui/field.tsx';
import styles from './details.module.css';
import { PlaceCard } from './place-card.tsx';
import { sharedValue } from './shared-values.ts';
import { useDraft } from './use-draft.ts';
import type { SaveDetail } from './use-save-details.ts';

interface PlaceFieldProps {
  readonly selected: readonly Item[];
  readonly places: ReadonlyMap<string, Place>;
  readonly save: SaveDetail;
  readonly missing: boolean;
}

const described = (place: Place | undefined): boolean =>
  (place?.name ?? '').trim() !== '' && (place?.address ?? '').trim() !== '';

/** Where it happened: the code of a place, and what is known about that place. */
export function PlaceField({ selected, places, save, missing }: PlaceFieldProps) {
  const { t } = useTranslation('library');
  const kept = sharedValue(selected, 'place');
  const code = kept.same ? kept.value : null;
  const draft = useDraft(code ?? '', (text) => save('place', text.trim() === '' ? null : text.trim()));
  const place = code === null ? undefined : places.get(code);
  const flag = !missing ? undefined : code === null ? t('details.needed') : t('details.placeNeeds');
  return (
    <div>
      <Field label={t('field.place')} missing={flag}>
        {(id) => (
          <Autocomplete
            id={id}
            value={draft.text}
            maxLength={100}
            placeholder={kept.same ? t('details.placeHint') : t('details.different', { count: kept.values })}
            data={[...places.keys()]}
            limit={50}
            renderOption={({ option }) => <PlaceOption code={option.value} place={places.get(option.value)} />}
            filter={({ options, search }) =>
              options.filter((option) => 'value' in option && fits(option.value, search, places))
            }
            onChange={draft.type}
            onOptionSubmit={draft.leave}
            onBlur={() => draft.leave()}
            onKeyDown={(event) => {
              if (event.key === 'Escape') draft.revert();
              // With a place chosen from the list, Enter takes that one.
              const choosing = event.currentTarget.getAttribute('aria-activedescendant') !== null;
              if (event.key === 'Enter' && !choosing) event.currentTarget.blur();
            }}
          />
        )}
      </Field>
      {code !== null && <PlaceFacts key={code} code={code} place={place} />}
    </div>
  );
}

/** Finds a place by its code, name, address or region. */
function fits(code: string, search: string, places: ReadonlyMap<string, Place>): boolean {
  const { name, address, region } = places.get(code) ?? {};
  const all = [code, name, address, region].filter((part) => part != null).join(' ');
  return all.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
}

function PlaceOption({ code, place }: { code: string; place: Place | undefined }) {
  return (
    <span style={{ display: 'grid', minWidth: 0 }}>
      <span className="ellipsis">{code}</span>
      {place?.name != null && (
        <span className="ellipsis dim">{[place.name, place.address].filter((part) => part != null).join(', ')}</span>
      )}
    </span>
  );
}

/** What is known about the place, or the form to describe it. */
function PlaceFacts({ code, place }: { code: string; place: Place | undefined }) {
  const { t } = useTranslation('library');
  const [editing, setEditing] = useState(false);
  const known = described(place);
  if (editing) return <PlaceCard code={code} place={place} onDone={() => setEditing(false)} />;
  const line = [place?.name, place?.address, place?.region].filter((part) => (part ?? '') !== '').join(', ');
  return (
    <div className={styles.placeLine}>
      <span>{line === '' ? t('details.placeUnknown') : line}</span>
      <button type="button" className={styles.link} onClick={() => setEditing(true)}>
        {known ? t('details.placeEdit') : t('details.placeDescribe')}
      </button>
    </div>
  );
}
