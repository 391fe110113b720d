import styles from './ui.module.css';

/** A violation's code on the colour of its group. The letter is in the code, so colour never stands alone. */
export function Tag({ code, label }: { code: string; label?: string }) {
  return (
    <span className={styles.tag} data-group={code.charAt(0)} title={label}>
      {code}
    </span>
  );
}
