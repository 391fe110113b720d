import type { ReactNode } from 'react';
import styles from './ui.module.css';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What to do about it. */
  readonly text?: string;
  readonly children?: ReactNode;
}

/** Nothing here, and how to change that. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon}
      <p className={styles.emptyTitle}>{title}</p>
      {text !== undefined && <p className={styles.emptyText}>{text}</p>}
      {children !== undefined && <div className={styles.emptyActions}>{children}</div>}
    </div>
  );
}
