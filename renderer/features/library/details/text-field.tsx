import { Autocomplete, Textarea } from '@mantine/core';
import { type KeyboardEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { Field } from '../../../ui/field.tsx';
import { knownTexts, sharedValue } from './shared-values.ts';
import { useDraft } from './use-draft.ts';
import type { SaveDetail } from './use-save-details.ts';

interface TextFieldProps {
  readonly field: 'source' | 'custodian' | 'clock' | 'note';
  readonly selected: readonly Item[];
  readonly items: readonly Item[];
  readonly save: SaveDetail;
  readonly missing?: string | undefined;
  readonly hint?: string;
  /** More than one makes it a text box without suggestions. */
  readonly lines?: number;
}

const MOST = { source: 2000, custodian: 2000, clock: 2000, note: 20_000 } as const;
const SUGGESTIONS = 8;

/** A stated fact in words. Texts that other items have already are offered, so that the same thing is called the same. */
export function TextField({ field, selected, items, save, missing, hint, lines = 1 }: TextFieldProps) {
  const { t } = useTranslation('library');
  const kept = sharedValue(selected, field);
  const draft = useDraft(kept.same ? (kept.value ?? '') : '', (text) => {
    const value = text.trim();
    return save(field, value === '' ? null : value);
  });
  const known = useMemo(() => (lines > 1 ? [] : knownTexts(items, field)), [items, field, lines]);
  const keys = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (event.key === 'Escape') draft.revert();
    // With a suggestion chosen, Enter takes that one.
    const choosing = event.currentTarget.getAttribute('aria-activedescendant') !== null;
    if (event.key === 'Enter' && lines === 1 && !choosing) event.currentTarget.blur();
  };
  const placeholder = kept.same ? hint : t('details.different', { count: kept.values });
  const control = {
    value: draft.text,
    maxLength: MOST[field],
    placeholder,
    onBlur: () => draft.leave(),
    onKeyDown: keys,
  };
  return (
    <Field label={t(`field.${field}`)} missing={missing}>
      {(id) =>
        lines > 1 ? (
          <Textarea
            {...control}
            id={id}
            autosize
            minRows={lines}
            maxRows={12}
            onChange={(event) => draft.type(event.currentTarget.value)}
          />
        ) : (
          <Autocomplete
            {...control}
            id={id}
            data={known}
            limit={SUGGESTIONS}
            onChange={draft.type}
            onOptionSubmit={draft.leave}
            selectFirstOptionOnChange={false}
          />
        )
      }
    </Field>
  );
}
