import { SegmentedControl, Switch, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ANNOTATION_LIMITS,
  type AnnotationColour,
  type AnnotationShape,
  type AnnotationStyle,
} from '../../../shared/annotation.ts';
import { Field } from '../field.tsx';
import type { WrittenShape } from './annotation-state.ts';
import styles from './annotations.module.css';
import { ColourChoice } from './colour-choice.tsx';
import { StepField } from './step-field.tsx';

/** What of a shape's look a person changes. Sizes in thousandths of the picture's height. */
export interface StyleChange {
  readonly style?: AnnotationStyle;
  readonly size?: number;
  readonly form?: 'box' | 'ellipse';
  readonly colour?: AnnotationColour;
  readonly text?: string;
  readonly number?: number;
  readonly dim?: number;
  readonly factor?: number;
  readonly radius?: number;
  readonly cell?: number;
}

interface StyleFieldsProps {
  readonly shape: AnnotationShape;
  readonly disabled: boolean;
  /** It is about the next shape, which has no words yet. */
  readonly isNext?: boolean;
  readonly onChange: (change: StyleChange) => void;
}

/** Colour, width, form and sizes of a shape, as far as its kind has them. */
export function StyleFields({ shape, disabled, isNext = false, onChange }: StyleFieldsProps) {
  const { t } = useTranslation('annotations');
  const style = 'style' in shape ? shape.style : null;
  return (
    <>
      {(shape.kind === 'text' || shape.kind === 'callout') && !isNext && (
        <WordsField key={shape.id} shape={shape} disabled={disabled} onChange={(text) => onChange({ text })} />
      )}
      {style && shape.kind !== 'spotlight' && (
        <ColourChoice
          value={style.colour}
          disabled={disabled}
          onChange={(colour) => onChange({ style: { ...style, colour } })}
        />
      )}
      {shape.kind === 'solid' && (
        <ColourChoice value={shape.colour} disabled={disabled} onChange={(colour) => onChange({ colour })} />
      )}
      {'form' in shape && (
        <SegmentedControl
          fullWidth
          aria-label={t('form')}
          disabled={disabled}
          value={shape.form}
          data={(['box', 'ellipse'] as const).map((value) => ({ value, label: t(`tool.${value}`) }))}
          onChange={(form) => onChange({ form: form === 'ellipse' ? 'ellipse' : 'box' })}
        />
      )}
      <div className={styles.pair}>
        {style && shape.kind !== 'text' && shape.kind !== 'spotlight' && (
          <StepField
            label={t('width')}
            {...{ value: style.width, min: 1, max: 50, step: 1, disabled }}
            onChange={(width) => onChange({ style: { ...style, width } })}
          />
        )}
        <Sizes shape={shape} disabled={disabled} isNext={isNext} onChange={onChange} />
      </div>
      {style && isFillable(shape) && (
        <Switch
          label={t(shape.kind === 'text' || shape.kind === 'callout' ? 'plate' : 'filled')}
          disabled={disabled}
          checked={style.filled}
          onChange={(event) => onChange({ style: { ...style, filled: event.currentTarget.checked } })}
        />
      )}
    </>
  );
}

const isFillable = ({ kind }: AnnotationShape): boolean =>
  kind === 'box' || kind === 'ellipse' || kind === 'text' || kind === 'callout';

function Sizes({ shape, disabled, isNext = false, onChange }: StyleFieldsProps) {
  const { t } = useTranslation('annotations');
  switch (shape.kind) {
    case 'text':
    case 'callout':
      return (
        <StepField
          label={t('size')}
          {...{ value: shape.size, min: 10, max: 300, step: 5, disabled }}
          onChange={(size) => onChange({ size })}
        />
      );
    default:
      return isNext ? null : <OwnSize shape={shape} disabled={disabled} onChange={onChange} />;
  }
}

/** Sizes that every new shape begins with anew. */
function OwnSize({ shape, disabled, onChange }: StyleFieldsProps) {
  const { t } = useTranslation('annotations');
  if (shape.kind === 'spotlight') {
    const { dim: value } = shape;
    return (
      <StepField
        label={t('dim')}
        {...{ value, min: 10, max: 95, step: 5, disabled }}
        onChange={(dim) => onChange({ dim })}
      />
    );
  }
  if (shape.kind === 'magnifier') {
    const most = Math.min(8, ...shape.keys.map((key) => largestFactor(key)));
    return (
      <StepField
        label={t('factor')}
        {...{ value: shape.factor, min: 1.25, max: Math.max(1.25, most), step: 0.25, disabled }}
        onChange={(factor) => onChange({ factor })}
      />
    );
  }
  if (shape.kind === 'blur' || shape.kind === 'pixelate') {
    const value = shape.kind === 'blur' ? shape.radius : shape.cell;
    return (
      <StepField
        label={t(shape.kind === 'blur' ? 'radius' : 'cell')}
        {...{ value, min: 15, max: 200, step: 5, disabled }}
        onChange={(size) => onChange(shape.kind === 'blur' ? { radius: size } : { cell: size })}
      />
    );
  }
  return null;
}

/** How many times a region can be enlarged where it is shown without leaving the picture. */
const largestFactor = (key: { width: number; height: number; toX: number; toY: number }): number =>
  Math.floor(4 * Math.min((1 - key.toX) / key.width, (1 - key.toY) / key.height)) / 4;

interface WordsFieldProps {
  readonly shape: WrittenShape;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}

/** The words of a text or callout; they count when the field is left. */
function WordsField({ shape, disabled, onChange }: WordsFieldProps) {
  const { t } = useTranslation('annotations');
  const [text, setText] = useState(shape.text);
  useEffect(() => setText(shape.text), [shape.text]);
  const done = () => {
    const isEmpty = shape.kind === 'text' && text.trim() === '';
    if (isEmpty) setText(shape.text);
    else if (text !== shape.text) onChange(text);
  };
  return (
    <Field label={t('words')}>
      {(id) => (
        <Textarea
          id={id}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={ANNOTATION_LIMITS.text}
          disabled={disabled}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={done}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      )}
    </Field>
  );
}
