import { useTranslation } from 'react-i18next';
import type { JobProgress } from '../../shared/job.ts';
import { formatByteRate, formatBytes, formatDuration, formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/use-language.ts';
import { ProgressBar } from './progress-bar.tsx';
import styles from './ui.module.css';

const share = (progress: JobProgress): number | null =>
  progress.total === null || progress.total <= 0 ? null : Math.min(1, progress.done / progress.total);

/** Amount and speed in the unit of the work. */
function useAmounts(progress: JobProgress): { amount: string; rate: string } {
  const language = useLanguage();
  const { t } = useTranslation('app');
  const { done, total, unit, rate } = progress;
  if (unit === 'bytes') {
    const amount =
      total === null ? formatBytes(done, language) : `${formatBytes(done, language)} / ${formatBytes(total, language)}`;
    return { amount, rate: rate === null ? '' : formatByteRate(rate, language) };
  }
  const count =
    total === null
      ? formatNumber(done, language)
      : `${formatNumber(done, language)} / ${formatNumber(total, language)}`;
  return {
    amount: t(`progress.${unit}`, { amount: count }),
    rate: rate === null ? '' : t('progress.rate', { rate: formatNumber(rate, language, rate < 10 ? 1 : 0) }),
  };
}

/** What is being done, how much of it, how fast and how long still. Keeps its height whatever is known. */
export function ProgressLine({ progress }: { progress: JobProgress }) {
  const { t } = useTranslation('app');
  const { amount, rate } = useAmounts(progress);
  const left = progress.secondsLeft === null ? '' : t('progress.left', { time: formatDuration(progress.secondsLeft) });
  return (
    <div className={styles.progress}>
      <ProgressBar label={progress.step} share={share(progress)} />
      <div className={styles.progressWords}>
        <span className="ellipsis">{progress.step}</span>
        <span>{[amount, rate, left].filter((part) => part !== '').join(' · ')}</span>
      </div>
    </div>
  );
}
