import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Field } from '../field.tsx';

interface StepFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

/** How long the buttons must rest before a number counts, in milliseconds: one change and not one for each press. */
const REST_MS = 400;

/** A number with buttons. It counts when the field is left, on Enter, or once the buttons rest. */
export function StepField({ label, value, min, max, step, disabled, onChange }: StepFieldProps) {
  const [typed, setTyped] = useState<number | string>(value);
  useEffect(() => setTyped(value), [value]);
  const isNew = typeof typed === 'number' && typed !== value && typed >= min && typed <= max;
  const done = () => {
    if (isNew) onChange(typed);
    else setTyped(value);
  };
  useEffect(() => {
    if (!isNew) return;
    const timer = setTimeout(() => onChange(typed), REST_MS);
    return () => clearTimeout(timer);
  }, [isNew, typed, onChange]);
  return (
    <Field label={label}>
      {(id) => (
        <NumberInput
          id={id}
          {...{ min, max, step, disabled }}
          allowDecimal={!Number.isInteger(step)}
          allowNegative={false}
          value={typed}
          onChange={setTyped}
          onBlur={done}
          onKeyDown={(event) => event.key === 'Enter' && done()}
        />
      )}
    </Field>
  );
}
