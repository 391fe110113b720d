import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/library.ts';
import { useMutationCall } from '../../host/host.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import styles from './start.module.css';

interface UnlockFormProps {
  readonly dir: string;
  readonly onOpen: (state: AppState) => void;
  readonly onCancel: () => void;
  /** What the other button says. */
  readonly cancel: string;
}

/** Asks for the passphrase of a sealed library. It is forgotten as soon as it has been sent. */
export function UnlockForm({ dir, onOpen, onCancel, cancel }: UnlockFormProps) {
  const { t } = useTranslation('start');
  const [passphrase, setPassphrase] = useState('');
  const open = useMutationCall('library.open', { onSuccess: onOpen, gcTime: 0, meta: { quiet: true } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '') return;
    open.mutate({ dir, passphrase });
    setPassphrase('');
  };
  return (
    <form className={styles.card} onSubmit={submit} aria-label={t('unlock')}>
      <p className={styles.lockedPath}>{dir}</p>
      <PassphraseField
        label={t('passphrase')}
        hint={t('unlockHint')}
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
      />
      {open.isError && <ErrorNote error={open.error} title={t('unlockFailed')} />}
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{cancel}</Button>
        <Button type="submit" variant="filled" disabled={passphrase === ''} loading={open.isPending}>
          {t('unlock')}
        </Button>
      </div>
    </form>
  );
}
