import { type ReactNode, useId } from 'react';
import styles from './ui.module.css';

interface FieldProps {
  readonly label: string;
  /** Says why the field is outlined: "needed for export". */
  readonly missing?: string | undefined;
  readonly hint?: string | undefined;
  /** Receives the id that the label points at. */
  readonly children: (id: string) => ReactNode;
}

/** Label, control and, when something is missing, a word beside the outline. */
export function Field({ label, missing, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field} data-missing={missing !== undefined || undefined}>
      <div className={styles.fieldHead}>
        <label className={styles.fieldLabel} htmlFor={id}>
          {label}
        </label>
        {missing !== undefined && <span className={styles.fieldFlag}>{missing}</span>}
      </div>
      {children(id)}
      {hint !== undefined && <span className={styles.fieldHint}>{hint}</span>}
    </div>
  );
}
