import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toEnvelope } from '../../shared/errors.ts';
import styles from './ui.module.css';

interface NoteProps {
  readonly tone: 'danger' | 'warn' | 'info';
  readonly title?: ReactNode;
  readonly children: ReactNode;
  /** Ways out: buttons. */
  readonly actions?: ReactNode;
}

/** A sentence that matters, beside the thing it is about. */
export function Note({ tone, title, children, actions }: NoteProps) {
  return (
    <div className={styles.note} data-tone={tone} role={tone === 'danger' ? 'alert' : 'note'}>
      <span className={styles.noteIcon}>
        {tone === 'info' ? <IconInfoCircle size={16} /> : <IconAlertTriangle size={16} />}
      </span>
      {title !== undefined && <span className={styles.noteTitle}>{title}</span>}
      <div className={styles.noteText}>{children}</div>
      {actions !== undefined && <div className={styles.noteActions}>{actions}</div>}
    </div>
  );
}

interface ErrorNoteProps {
  /** Anything thrown, or the envelope a job carries. */
  readonly error: unknown;
  /** What was being done: "The export stopped". */
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
}

/** The sentence of an error: what happened, to what, what to do. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('app');
  return (error) => {
    const { message, details } = isEnvelope(error) ? error : toEnvelope(error);
    return details.connection === 'lost' ? t('connection.lostText') : message;
  };
}

function isEnvelope(error: unknown): error is ReturnType<typeof toEnvelope> {
  return !(error instanceof Error) && typeof error === 'object' && error !== null && 'message' in error;
}

export function ErrorNote({ error, title, actions }: ErrorNoteProps) {
  const text = useErrorText();
  return (
    <Note tone="danger" title={title} actions={actions}>
      {text(error)}
    </Note>
  );
}
