import { NumberInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_CONTEXT_SECONDS } from '../../../shared/exhibit-recipe.ts';
import { Field } from '../../ui/field.tsx';

/** Somebody who types two digits, or holds the button, makes one change and one step of undo. */
const REST_MS = 600;

interface SecondsProps {
  readonly label: string;
  readonly seconds: number;
  readonly onSave: (seconds: number) => void;
}

/** Seconds of the recording that are shown before or after an exhibit; saved when the hand rests, or leaves. */
export function ContextSeconds({ label, seconds, onSave }: SecondsProps) {
  const { t } = useTranslation('exhibits');
  const [draft, setDraft] = useState({ from: seconds, seconds });
  // Set while rendering: what was saved or undone meanwhile takes the draft's place.
  if (draft.from !== seconds) setDraft({ from: seconds, seconds });
  const save = useDebouncedCallback(onSave, { delay: REST_MS, flushOnUnmount: true });
  return (
    <Field label={label}>
      {(id) => (
        <NumberInput
          id={id}
          value={draft.from === seconds ? draft.seconds : seconds}
          min={0}
          max={MOST_CONTEXT_SECONDS}
          allowDecimal={false}
          clampBehavior="strict"
          suffix={` ${t('recipe.seconds')}`}
          onChange={(value) => {
            if (typeof value !== 'number' || value === draft.seconds) return;
            setDraft({ from: seconds, seconds: value });
            save(value);
          }}
          onBlur={() => save.flush()}
        />
      )}
    </Field>
  );
}
