import { PasswordInput } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSPHRASE_LENGTH } from '../../../shared/library.ts';
import { Field } from '../field.tsx';

interface PassphraseFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Says what is wrong, beside the outline. */
  readonly missing?: string | undefined;
  readonly autoFocus?: boolean;
  readonly fieldRef?: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
}

/** A field for a passphrase, which no browser is to keep. */
export function PassphraseField(props: PassphraseFieldProps) {
  const { t } = useTranslation('passphrase');
  const { label, hint, missing, autoFocus = false, fieldRef, value, onChange, onBlur } = props;
  return (
    <Field label={label} hint={hint} missing={missing}>
      {(id) => (
        <PasswordInput
          id={id}
          ref={fieldRef}
          autoFocus={autoFocus}
          // The trap of a dialog looks for this one.
          data-autofocus={autoFocus || undefined}
          autoComplete="new-password"
          maxLength={PASSPHRASE_LENGTH.most}
          visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onBlur}
        />
      )}
    </Field>
  );
}
