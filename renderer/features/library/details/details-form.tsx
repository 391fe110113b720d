import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { GATE_FIELDS, type GateField } from '../../../../shared/exhibit.ts';
import type { Place } from '../../../../shared/place.ts';
import { missingOf } from '../item-state.ts';
import styles from './details.module.css';
import { PlaceField } from './item-place-field.tsx';
import { MeasuredClock } from './measured-clock.tsx';
import { StatedTimeField } from './stated-time-field.tsx';
import { TextField } from './text-field.tsx';
import { useSaveDetails } from './use-save-details.ts';

interface DetailsFormProps {
  readonly selected: readonly Item[];
  /** The whole library, for what is offered while typing. */
  readonly items: readonly Item[];
  readonly places: ReadonlyMap<string, Place>;
}

/** Facts that at least one of the items still lacks for an export. */
function missingAmong(selected: readonly Item[], places: ReadonlyMap<string, Place>): ReadonlySet<GateField> {
  const missing = new Set<GateField>();
  for (const item of selected) {
    for (const field of missingOf(item, places)) missing.add(field);
    if (missing.size === GATE_FIELDS.length) break;
  }
  return missing;
}

/** What a person states about where evidence came from. Every field is saved when it is left. */
export function DetailsForm({ selected, items, places }: DetailsFormProps) {
  const { t } = useTranslation('library');
  const save = useSaveDetails(selected.map((item) => item.id));
  const missing = missingAmong(selected, places);
  const flag = (field: GateField) => (missing.has(field) ? t('details.needed') : undefined);
  const shared = { selected, items, save };
  return (
    <div className={styles.fields}>
      <PlaceField {...shared} places={places} missing={missing.has('place')} />
      <StatedTimeField {...shared} field="recorded" missing={flag('recorded')} />
      <TextField {...shared} field="clock" missing={flag('clock')} hint={t('details.clockHint')} />
      <MeasuredClock selected={selected} />
      <TextField {...shared} field="source" missing={flag('source')} hint={t('details.sourceHint')} />
      <TextField {...shared} field="custodian" missing={flag('custodian')} hint={t('details.custodianHint')} />
      <StatedTimeField {...shared} field="received" />
      <TextField {...shared} field="note" lines={3} />
    </div>
  );
}
