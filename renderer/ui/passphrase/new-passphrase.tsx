import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PASSPHRASE_LENGTH } from '../../../shared/library.ts';
import { isLongEnough, type PassphraseDraft } from './passphrase-draft.ts';
import { PassphraseField } from './passphrase-field.tsx';

interface NewPassphraseProps {
  readonly label: string;
  readonly draft: PassphraseDraft;
  readonly onChange: (draft: PassphraseDraft) => void;
  /** What else is wrong with it, in a word or two. */
  readonly objection?: string | undefined;
}

/** A new passphrase and the same again, with how long it must be. */
export function NewPassphrase({ label, draft, onChange, objection }: NewPassphraseProps) {
  const { t } = useTranslation('passphrase');
  const [left, setLeft] = useState(false);
  const { passphrase, again } = draft;
  // Nobody is told that it is too short while it is being typed.
  const short = left && passphrase !== '' && !isLongEnough(passphrase);
  const differs = again !== '' && again !== passphrase;
  return (
    <>
      <PassphraseField
        label={label}
        hint={t('hint', { count: PASSPHRASE_LENGTH.least })}
        missing={short ? t('short') : objection}
        value={passphrase}
        onChange={(value) => onChange({ ...draft, passphrase: value })}
        onBlur={() => setLeft(true)}
      />
      <PassphraseField
        label={t('again')}
        missing={differs ? t('differs') : undefined}
        value={again}
        onChange={(value) => onChange({ ...draft, again: value })}
      />
    </>
  );
}
