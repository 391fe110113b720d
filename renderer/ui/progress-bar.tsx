import styles from './ui.module.css';

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; null while it cannot be told. */
  readonly share: number | null;
}

export function ProgressBar({ label, share }: ProgressBarProps) {
  return (
    <div
      className={styles.progressTrack}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
    >
      <div
        className={styles.progressBar}
        data-unknown={share === null || undefined}
        style={share === null ? undefined : { transform: `scaleX(${share})` }}
      />
    </div>
  );
}
