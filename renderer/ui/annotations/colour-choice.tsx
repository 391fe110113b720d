import { useTranslation } from 'react-i18next';
import { ANNOTATION_COLOURS, type AnnotationColour } from '../../../shared/annotation.ts';
import { colourOf, contrastOf } from '../../../shared/annotation-pen.ts';
import styles from './annotations.module.css';

interface ColourChoiceProps {
  readonly value: AnnotationColour;
  readonly disabled: boolean;
  readonly onChange: (colour: AnnotationColour) => void;
}

/** The colours that shapes may have, as they are drawn. */
export function ColourChoice({ value, disabled, onChange }: ColourChoiceProps) {
  const { t } = useTranslation('annotations');
  return (
    <fieldset className={styles.colours} aria-label={t('colour')} disabled={disabled}>
      {ANNOTATION_COLOURS.map((each) => (
        <button
          key={each}
          type="button"
          className={styles.colour}
          style={{ background: colourOf(each), color: contrastOf(each) }}
          aria-label={t(`colours.${each}`)}
          title={t(`colours.${each}`)}
          aria-pressed={each === value}
          onClick={() => onChange(each)}
        />
      ))}
    </fieldset>
  );
}
