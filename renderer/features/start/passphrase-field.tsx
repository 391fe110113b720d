import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';

interface PassphraseFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Says what is wrong, beside the outline. */
  readonly missing?: string | undefined;
  readonly autoFocus?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field for a passphrase, which no browser is to keep. */
export function PassphraseField({ label, hint, missing, autoFocus = false, value, onChange }: PassphraseFieldProps) {
  const { t } = useTranslation('start');
  return (
    <Field label={label} hint={hint} missing={missing}>
      {(id) => (
        <PasswordInput
          id={id}
          autoFocus={autoFocus}
          autoComplete="new-password"
          maxLength={1024}
          visibilityToggleButtonProps={{ 'aria-label': t('passphraseShow') }}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
