import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorNote } from '../error-note.tsx';
import styles from './viewer.module.css';

/** A viewer's page without a picture: words in one column. */
export function PlainPage({ children }: { readonly children: ReactNode }) {
  return <div className={styles.plainPage}>{children}</div>;
}

export interface FailedWords {
  readonly loadFailed: string;
  readonly tryAgain: string;
}

interface LoadFailedProps {
  readonly error: unknown;
  readonly words: FailedWords;
  readonly onRetry: () => void;
}

/** What is needed to show an item could not be had. */
export function LoadFailed({ error, words, onRetry }: LoadFailedProps) {
  return (
    <PlainPage>
      <ErrorNote error={error} title={words.loadFailed} actions={<Button onClick={onRetry}>{words.tryAgain}</Button>} />
    </PlainPage>
  );
}
