import { Button, Tooltip } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyLabel } from '../../../ui/kbd.tsx';
import { FIELD_VIEWS, type FieldView } from './field-steps.ts';
import styles from './fields.module.css';

interface FieldSwitchProps {
  readonly view: FieldView;
  readonly onChoose: (view: FieldView) => void;
}

/** Whole frames, or one of the two fields that an interlaced frame is made of. The focus stays with the picture. */
export const FieldSwitch = memo(function FieldSwitch({ view, onChoose }: FieldSwitchProps) {
  const { t } = useTranslation('review-play');
  return (
    <Tooltip label={<KeyLabel label={t('fields.hint')} keys="Shift+F" />} multiline maw={320}>
      <fieldset className={styles.switch} aria-label={t('fields.label')}>
        {FIELD_VIEWS.map((each) => (
          <Button
            key={each}
            size="compact-xs"
            variant={each === view ? 'default' : 'subtle'}
            color="gray"
            aria-pressed={each === view}
            aria-label={t(`fields.${each}`)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(each)}
          >
            {t(`fields.short.${each}`)}
          </Button>
        ))}
      </fieldset>
    </Tooltip>
  );
});
