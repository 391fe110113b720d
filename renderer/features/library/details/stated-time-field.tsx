import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { readStated, splitStated, ZONES } from '../../../lib/stated-time.ts';
import { Field } from '../../../ui/field.tsx';
import styles from './details.module.css';
import { sharedValue } from './shared-values.ts';
import { useDraft } from './use-draft.ts';
import type { SaveDetail } from './use-save-details.ts';

interface StatedTimeFieldProps {
  readonly field: 'recorded' | 'received';
  readonly selected: readonly Item[];
  readonly save: SaveDetail;
  readonly missing?: string | undefined;
}

const shownZone = (zone: string): string => (zone === 'Z' ? 'UTC' : `UTC${zone}`);

/** A date, a clock and a zone as the person knows them. A time that cannot be read stays and says so. */
export function StatedTimeField({ field, selected, save, missing }: StatedTimeFieldProps) {
  const { t } = useTranslation('library');
  const kept = sharedValue(selected, field);
  const stated = splitStated(kept.same ? kept.value : null);
  const [unreadable, setUnreadable] = useState(false);
  // A zone chosen before there is a time waits here for it.
  const [chosenZone, setChosenZone] = useState<string | null>(null);
  const zone = chosenZone ?? stated.zone;
  const take = async (text: string, inZone: string) => {
    const read = readStated(text, inZone);
    setUnreadable(!read.ok);
    if (!read.ok || !(await save(field, read.iso))) return false;
    setChosenZone(null);
    return true;
  };
  const draft = useDraft(stated.text, (text) => take(text, zone));
  const chooseZone = (next: string | null) => {
    setChosenZone(next ?? '');
    if (draft.text.trim() === '') return;
    void take(draft.text, next ?? '').then((taken) => taken && draft.revert());
  };
  return (
    <Field label={t(`field.${field}`)} missing={missing} hint={unreadable ? undefined : t(`details.${field}Hint`)}>
      {(id) => (
        <div className={styles.stated}>
          <TextInput
            id={id}
            value={draft.text}
            placeholder={kept.same ? t('details.timeForm') : t('details.different', { count: kept.values })}
            error={unreadable ? t('details.timeUnreadable') : undefined}
            spellCheck={false}
            onChange={(event) => draft.type(event.currentTarget.value)}
            onBlur={() => draft.leave()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
              if (event.key === 'Escape') {
                draft.revert();
                setUnreadable(false);
              }
            }}
          />
          <Select
            aria-label={t('details.zone', { field: t(`field.${field}`) })}
            value={zone}
            allowDeselect={false}
            data={[
              { value: '', label: t('details.zoneUnknown') },
              ...ZONES.map((value) => ({ value, label: shownZone(value) })),
            ]}
            searchable
            comboboxProps={{ width: 160, position: 'bottom-end' }}
            onChange={chooseZone}
          />
        </div>
      )}
    </Field>
  );
}
