import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryCall } from '../../host/host.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Field } from '../../ui/field.tsx';
import { asLabel } from './exhibit-words.ts';
import { AlsoOthers, FactForm } from './fact-form.tsx';
import type { MissingFact } from './missing-list.ts';
import { useSaveFact } from './use-save-fact.ts';

export interface FactEditorProps {
  readonly fact: MissingFact;
  /** Other recordings that lack the same fact. */
  readonly others: readonly string[];
  readonly onClose: () => void;
}

/** Ways in which a time is commonly known, offered so that the same thing is always said in the same words. */
const CLOCK_WORDS = ['camera', 'compared', 'file', 'witness'] as const;

/** Editor of a fact that is a line of text: source, custodian or clock. Offers what the library says elsewhere. */
export function TextFact({ fact, others, onClose }: FactEditorProps) {
  const { t } = useTranslation('exhibits');
  const items = useQueryCall('evidence.list', {}).data ?? [];
  const [text, setText] = useState('');
  const [also, setAlso] = useState(false);
  const language = useLanguage();
  const save = useSaveFact(onClose);
  const field = fact.field === 'source' || fact.field === 'custodian' ? fact.field : 'clock';
  const offered = field === 'clock' ? CLOCK_WORDS.map((word) => t(`clock.${word}`)) : [];
  const used = items.map((item) => item[field]).filter((value) => value !== null && value.trim() !== '');
  const suggestions = [...new Set([...used, ...offered])].slice(0, 200) as string[];
  const label = asLabel(t(`fact.${field}`), language);
  const ids = also ? [fact.evidenceId, ...others] : [fact.evidenceId];
  return (
    <FactForm
      busy={save.busy}
      error={save.error}
      valid={text.trim() !== ''}
      onSave={() => void save.details(ids, { [field]: text.trim() })}
      onClose={onClose}
    >
      <Field label={label} hint={t(`hint.${field}`)}>
        {(id) => (
          <Autocomplete
            id={id}
            aria-label={label}
            data={suggestions}
            value={text}
            onChange={setText}
            maxLength={2000}
            autoFocus
          />
        )}
      </Field>
      <AlsoOthers count={others.length} checked={also} onChange={setAlso} />
    </FactForm>
  );
}
