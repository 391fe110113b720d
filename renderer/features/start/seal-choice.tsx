import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PassphraseField } from './passphrase-field.tsx';
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
          <PassphraseField
            label={t('passphrase')}
            hint={t('passphraseHint', { count: LEAST_PASSPHRASE })}
            value={passphrase}
            onChange={(value) => onChange({ ...draft, passphrase: value })}
          />
          <PassphraseField
            label={t('passphraseAgain')}
            missing={differs ? t('passphraseDiffers') : undefined}
            value={again}
            onChange={(value) => onChange({ ...draft, again: value })}
          />
        </>
      )}
    </>
  );
}
