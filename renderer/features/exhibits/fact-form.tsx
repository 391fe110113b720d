import { Button, Checkbox } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './missing.module.css';

interface FactFormProps {
  readonly busy: boolean;
  readonly error: unknown;
  /** False while what was entered cannot be saved. */
  readonly valid: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Frame of an inline editor: Enter saves, Escape closes without saving. */
export function FactForm({ busy, error, valid, onSave, onClose, children }: FactFormProps) {
  const { t } = useTranslation('exhibits');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid && !busy) onSave();
  };
  const leave = (event: KeyboardEvent) => {
    // The first Escape belongs to an open list of suggestions.
    const suggesting = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
    if (event.key !== 'Escape' || event.defaultPrevented || suggesting) return;
    event.preventDefault();
    onClose();
  };
  return (
    <form className={styles.editor} onSubmit={submit} onKeyDown={leave}>
      {children}
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={busy} disabled={!valid}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

interface AlsoProps {
  /** How many other recordings lack the same fact. */
  readonly count: number;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Offers to give one answer to every recording that waits for it. */
export function AlsoOthers({ count, checked, onChange }: AlsoProps) {
  const { t } = useTranslation('exhibits');
  if (count === 0) return null;
  return (
    <Checkbox
      label={t('missing.also', { count })}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
