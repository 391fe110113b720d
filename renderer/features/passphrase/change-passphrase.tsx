import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NewPassphrase } from '../../ui/passphrase/new-passphrase.tsx';
import { isUsable, NO_PASSPHRASE } from '../../ui/passphrase/passphrase-draft.ts';
import { PassphraseField } from '../../ui/passphrase/passphrase-field.tsx';
import styles from './passphrase.module.css';

interface ChangePassphraseProps {
  readonly busy: boolean;
  readonly failed: AppError | null;
  /** Goes up with every attempt that failed. */
  readonly attempt: number;
  readonly onSubmit: (current: string, next: string) => void;
  readonly onCancel: () => void;
}

/** The current passphrase, the new one, and what the change means. */
export function ChangePassphrase({ busy, failed, attempt, onSubmit, onCancel }: ChangePassphraseProps) {
  const { t } = useTranslation('passphrase');
  const [current, setCurrent] = useState('');
  const [draft, setDraft] = useState(NO_PASSPHRASE);
  const first = useRef<HTMLInputElement>(null);
  const same = draft.passphrase !== '' && draft.passphrase === current;
  const ready = current !== '' && isUsable(draft) && !same && !busy;
  useEffect(() => {
    if (attempt > 0) first.current?.focus();
  }, [attempt]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    onSubmit(current, draft.passphrase);
    // The new one stays, so that a slip in the current one costs no second typing of it.
    setCurrent('');
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('change.title')}>
      <PassphraseField label={t('change.current')} autoFocus fieldRef={first} value={current} onChange={setCurrent} />
      <NewPassphrase
        label={t('change.next')}
        objection={same ? t('change.same') : undefined}
        draft={draft}
        onChange={setDraft}
      />
      <ul className={styles.meaning}>
        <li>{t('change.copies')}</li>
        <li>{t('change.lost')}</li>
      </ul>
      {failed !== null && <ErrorNote error={failed} title={t('change.failed')} />}
      <div className={styles.buttons}>
        <Button onClick={onCancel} disabled={busy}>
          {t('change.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={!ready && !busy} loading={busy}>
          {t('change.submit')}
        </Button>
      </div>
    </form>
  );
}
