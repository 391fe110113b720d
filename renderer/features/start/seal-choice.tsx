import { Checkbox, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import { LEAST_PASSPHRASE, type SealDraft } from './seal-draft.ts';

interface SealChoiceProps {
  readonly draft: SealDraft;
  readonly onChange: (draft: SealDraft) => void;
}

/** Whether a new library is sealed, and under which passphrase. */
export function SealChoice({ draft, onChange }: SealChoiceProps) {
  const { t } = useTranslation('start');
  const { sealed, passphrase, again } = draft;
  const differs = again !== '' && again !== passphrase;
  const show = { 'aria-label': t('passphraseShow') };
  return (
    <>
      <Checkbox
        label={t('seal')}
        description={t('sealHint')}
        checked={sealed}
        onChange={(event) => onChange({ ...draft, sealed: event.currentTarget.checked })}
      />
      {sealed && (
        <>
          <Field label={t('passphrase')} hint={t('passphraseHint', { count: LEAST_PASSPHRASE })}>
            {(id) => (
              <PasswordInput
                id={id}
                autoComplete="new-password"
                maxLength={1024}
                visibilityToggleButtonProps={show}
                value={passphrase}
                onChange={(event) => onChange({ ...draft, passphrase: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t('passphraseAgain')} missing={differs ? t('passphraseDiffers') : undefined}>
            {(id) => (
              <PasswordInput
                id={id}
                autoComplete="new-password"
                maxLength={1024}
                visibilityToggleButtonProps={show}
                value={again}
                onChange={(event) => onChange({ ...draft, again: event.currentTarget.value })}
              />
            )}
          </Field>
        </>
      )}
    </>
  );
}
