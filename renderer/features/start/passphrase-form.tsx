import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorEnvelope } from '../../../shared/errors.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PassphraseField } from '../../ui/passphrase/passphrase-field.tsx';
import styles from './start.module.css';

interface PassphraseFormProps {
  readonly dir: string;
  /** What the form is for, and what its button says. */
  readonly action: string;
  readonly busy: boolean;
  /** What came of the last attempt. */
  readonly failed: { readonly title: string; readonly error: ErrorEnvelope } | null;
  readonly onSubmit: (passphrase: string) => void;
  readonly onCancel: () => void;
  readonly cancel: string;
}

/** Asks for the passphrase of a sealed library. The field forgets it as soon as it has been sent. */
export function PassphraseForm({ dir, action, busy, failed, onSubmit, onCancel, cancel }: PassphraseFormProps) {
  const { t } = useTranslation('start');
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '') return;
    onSubmit(passphrase);
    setPassphrase('');
  };
  return (
    <form className={styles.card} onSubmit={submit} aria-label={action}>
      <p className={styles.lockedPath}>{dir}</p>
      <PassphraseField
        label={t('passphrase')}
        hint={t('unlockHint')}
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
      />
      {failed !== null && <ErrorNote error={failed.error} title={failed.title} />}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{cancel}</Button>
        <Button type="submit" variant="filled" disabled={passphrase === ''} loading={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
