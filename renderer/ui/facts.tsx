import type { ReactNode } from 'react';
import styles from './ui.module.css';

interface FactsProps {
  /** For a panel at the side: names take a third of its width and the values begin on one line. */
  readonly narrow?: boolean;
  /** Pairs of `dt` and `dd`; a pair may stand in a `div`. */
  readonly children: ReactNode;
}

/** Names and what they stand for, in two columns, to be read and copied. */
export function Facts({ narrow, children }: FactsProps) {
  return (
    <dl className={styles.facts} data-narrow={narrow || undefined}>
      {children}
    </dl>
  );
}
