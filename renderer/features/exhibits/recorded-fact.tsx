import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryCall } from '../../host/host.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Field } from '../../ui/field.tsx';
import { asLabel } from './exhibit-words.ts';
import { AlsoOthers, FactForm } from './fact-form.tsx';
import { commonOffset, OFFSETS, recordedText } from './recorded-input.ts';
import type { FactEditorProps } from './text-fact.tsx';
import { useSaveFact } from './use-save-fact.ts';

/** Editor of the recording time: date and time as the clock showed them, and its offset from UTC when it is known. */
export function RecordedFact({ fact, others, onClose }: FactEditorProps) {
  const { t } = useTranslation('exhibits');
  const items = useQueryCall('evidence.list', {}).data ?? [];
  const [local, setLocal] = useState('');
  const [offset, setOffset] = useState(() => commonOffset(items.map((item) => item.recorded)));
  const [also, setAlso] = useState(false);
  const language = useLanguage();
  const save = useSaveFact(onClose);
  const text = recordedText({ local, offset });
  const ids = also ? [fact.evidenceId, ...others] : [fact.evidenceId];
  const zones = [
    { value: '', label: t('recorded.noZone') },
    ...OFFSETS.map((zone) => ({ value: zone, label: `UTC${zone}` })),
  ];
  return (
    <FactForm
      busy={save.busy}
      error={save.error}
      valid={text !== null}
      onSave={() => void save.details(ids, { recorded: text })}
      onClose={onClose}
    >
      <Field label={asLabel(t('fact.recorded'), language)} hint={t('hint.recorded')}>
        {(id) => (
          <TextInput
            id={id}
            placeholder="2026-03-12 10:42:07"
            spellCheck={false}
            autoComplete="off"
            error={local.trim().length > 15 && text === null ? t('recorded.unreadable') : null}
            value={local}
            onChange={(event) => setLocal(event.currentTarget.value)}
            autoFocus
          />
        )}
      </Field>
      <Field label={t('recorded.zone')}>
        {(id) => (
          <Select
            id={id}
            aria-label={t('recorded.zone')}
            data={zones}
            value={offset}
            searchable
            allowDeselect={false}
            onChange={(zone) => setOffset(zone ?? '')}
          />
        )}
      </Field>
      <AlsoOthers count={others.length} checked={also} onChange={setAlso} />
    </FactForm>
  );
}
