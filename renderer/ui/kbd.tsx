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
