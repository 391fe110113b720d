import type { ReactNode } from 'react';
import styles from './ui.module.css';

/** A full-height part of a screen: header above, scrolling body below. */
export function Panel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={styles.panel} aria-label={label}>
      {children}
    </section>
  );
}

interface PanelHeaderProps {
  readonly title: ReactNode;
  /** Shown faint after the title: how many there are. */
  readonly count?: ReactNode;
  /** Buttons at the right end. */
  readonly children?: ReactNode;
}

export function PanelHeader({ title, count, children }: PanelHeaderProps) {
  return (
    <header className={styles.panelHeader}>
      <h2 className={styles.panelTitle}>
        {title}
        {count !== undefined && <span className={styles.panelCount}>{count}</span>}
      </h2>
      {children !== undefined && <div className={styles.panelActions}>{children}</div>}
    </header>
  );
}

export function PanelBody({ children, padded = false }: { children: ReactNode; padded?: boolean }) {
  return (
    <div className={styles.panelBody} style={padded ? { padding: 12 } : undefined}>
      {children}
    </div>
  );
}
