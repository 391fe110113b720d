import { ActionIcon, NumberInput, Tooltip } from '@mantine/core';
import { IconArrowBarLeft, IconArrowBarRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../field.tsx';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';

interface FrameRangeProps {
  readonly editor: AnnotationEditor;
  readonly from: number;
  readonly to: number;
  readonly disabled: boolean;
  /** Both inside the mark, `from` not after `to`. */
  readonly onChange: (from: number, to: number) => void;
}

/** First and last frame, typed or taken from where the reader stands. */
export function FrameRange({ editor, from, to, disabled, onChange }: FrameRangeProps) {
  const { t } = useTranslation('annotations');
  const { span, place } = editor;
  if (span === null) return null;
  const inside = (n: number) => Math.min(span.last, Math.max(span.first, Math.round(n)));
  const setFrom = (n: number) => onChange(inside(n), Math.max(inside(n), Math.min(to, span.last)));
  const setTo = (n: number) => onChange(Math.min(inside(n), Math.max(from, span.first)), inside(n));
  return (
    <div className={styles.pair}>
      <FrameField label={t('from')} value={from} disabled={disabled} onChange={setFrom}>
        <Here label={t('command.from-here')} disabled={disabled} onPress={() => setFrom(place.n)}>
          <IconArrowBarLeft size={14} />
        </Here>
      </FrameField>
      <FrameField label={t('to')} value={to} disabled={disabled} onChange={setTo}>
        <Here label={t('command.until-here')} disabled={disabled} onPress={() => setTo(place.n)}>
          <IconArrowBarRight size={14} />
        </Here>
      </FrameField>
    </div>
  );
}

interface FrameFieldProps {
  readonly label: string;
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (n: number) => void;
  readonly children: React.ReactNode;
}

/** What is typed counts when the field is left or Enter is pressed: one change and not one for each digit. */
function FrameField({ label, value, disabled, onChange, children }: FrameFieldProps) {
  const [typed, setTyped] = useState<number | string>(value);
  useEffect(() => setTyped(value), [value]);
  const done = () => {
    if (typeof typed === 'number' && typed !== value) onChange(typed);
    setTyped(value);
  };
  return (
    <Field label={label}>
      {(id) => (
        <NumberInput
          id={id}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          disabled={disabled}
          value={typed}
          onChange={setTyped}
          onBlur={done}
          onKeyDown={(event) => event.key === 'Enter' && done()}
          rightSection={children}
          rightSectionPointerEvents="all"
        />
      )}
    </Field>
  );
}

interface HereProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

function Here({ label, disabled, onPress, children }: HereProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={22} aria-label={label} disabled={disabled} onClick={onPress}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
