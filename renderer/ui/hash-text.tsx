import { CopyButton } from './copy-button.tsx';
import styles from './ui.module.css';

/** A digest in groups of eight that can be compared by eye, selected and copied whole. */
export function HashText({ value, what }: { value: string; what: string }) {
  return (
    <span className={styles.hash}>
      <span className={styles.hashText}>{value.replace(/(.{8})(?=.)/g, '$1\u200b')}</span>
      <CopyButton value={value} what={what} />
    </span>
  );
}
