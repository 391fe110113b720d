import type { ReactNode } from 'react';
import styles from './beside.module.css';
import { Companion } from './companion.tsx';
import type { Leader } from './leader.ts';
import type { Beside } from './use-beside.ts';

interface BesideViewProps {
  readonly beside: Beside;
  readonly leader: Leader;
  /** The open recording's own picture. */
  readonly children: ReactNode;
}

/** The open recording, and up to three others on the same clock. Alone it takes the whole place. */
export function BesideView({ beside, leader, children }: BesideViewProps) {
  return (
    <div className={styles.grid} data-count={beside.ids.length + 1}>
      <div className={styles.leader}>{children}</div>
      {beside.ids.map((id) => (
        <Companion key={id} id={id} leader={leader} onSwap={beside.swap} onRemove={beside.toggle} />
      ))}
    </div>
  );
}
