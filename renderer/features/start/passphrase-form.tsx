import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorEnvelope } from '../../../shared/errors.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PassphraseField } from '../../ui/passphrase/passphrase-field.tsx';
import { nameIn } from './library-folder.ts';
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
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '') return;
    onSubmit(passphrase);
    setPassphrase('');
    // The button goes out with the text; whoever pressed it may have to type once more.
    field.current?.focus();
  };
  return (
    <form className={styles.card} onSubmit={submit} aria-label={action}>
      <div className={styles.lockedHead}>
        <IconLock size={16} aria-hidden />
        <p className={styles.title}>{nameIn(dir)}</p>
        <p className={styles.lockedPath}>{dir}</p>
      </div>
      <PassphraseField
        label={t('passphrase')}
        hint={t('unlockHint')}
        autoFocus
        fieldRef={field}
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
