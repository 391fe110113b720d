import { Kbd } from '../kbd.tsx';
import styles from './marks.module.css';

export interface HelpRow {
  /** Keys that do it, each alone. */
  readonly keys: readonly string[];
  readonly text: string;
}

interface MarkHelpProps {
  readonly title: string;
  /** What comes before any key. */
  readonly lead?: string;
  readonly rows: readonly HelpRow[];
  /** Room for the widest keys, in pixels. */
  readonly keysWidth: number;
}

/** What the inspector says while nothing is selected: how to begin. */
export function MarkHelp({ title, lead, rows, keysWidth }: MarkHelpProps) {
  return (
    <div className={styles.help}>
      <h3>{title}</h3>
      {lead !== undefined && <p>{lead}</p>}
      {rows.map(({ keys, text }) => (
        <div key={text} className={styles.helpRow} style={{ gridTemplateColumns: `${keysWidth}px 1fr` }}>
          <span>
            {keys.map((key) => (
              <Kbd key={key} keys={key} />
            ))}
          </span>
          <span>{text}</span>
        </div>
      ))}
    </div>
  );
}
