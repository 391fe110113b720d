import { chordParts } from '../lib/key-chord.ts';
import styles from './ui.module.css';

const mac = navigator.userAgent.includes('Mac');

/** Keys of a command, one cap each: `<Kbd keys="Mod+K" />`. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className={styles.keys}>
      {chordParts(keys, mac).map((part) => (
        <span key={part} className={styles.key}>
          {part}
        </span>
      ))}
    </kbd>
  );
}

/** A tip's words with the keys that do the same. */
export function KeyLabel({ label, keys }: { label: string; keys: string }) {
  return (
    <span className={styles.tip}>
      {label} <Kbd keys={keys} />
    </span>
  );
}
