import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem, VerifyReport } from '../../../shared/custody.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './verification.module.css';
import { adviceFor } from './verify-report.ts';

interface OutcomeProps {
  readonly report: VerifyReport;
  readonly about: 'library' | 'bundle';
}

/** Problems listed before a person asks for all of them. */
const FIRST = 20;

function Counts({ report }: { report: VerifyReport }) {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const { files, bytes, ledgerEntries, frames } = report.checked;
  const counts = [
    { key: 'files', value: formatNumber(files, language), shown: true },
    { key: 'bytes', value: formatBytes(bytes, language), shown: true },
    { key: 'entries', value: formatNumber(ledgerEntries, language), shown: ledgerEntries > 0 },
    { key: 'frames', value: formatNumber(frames, language), shown: frames > 0 },
  ];
  return (
    <dl className={styles.counts}>
      {counts
        .filter((count) => count.shown)
        .map((count) => (
          <div key={count.key}>
            <dt>{t(`outcome.${count.key}`)}</dt>
            <dd>{count.value}</dd>
          </div>
        ))}
    </dl>
  );
}

function ProblemRow({ problem, about }: { problem: Problem; about: OutcomeProps['about'] }) {
  const { t } = useTranslation('custody');
  return (
    <li className={styles.problem}>
      <span className={styles.problemPath}>{problem.path}</span>
      <span>{problem.message}</span>
      <span className="dim">{t(`advice.${adviceFor(problem, about)}`)}</span>
      <span className={styles.problemCode}>{problem.code}</span>
    </li>
  );
}

/** What a check went through and what it found: each problem with where it is and what to do. */
export function VerifyOutcome({ report, about }: OutcomeProps) {
  const { t } = useTranslation('custody');
  const [all, setAll] = useState(false);
  const count = report.problems.length;
  const shown = all ? report.problems : report.problems.slice(0, FIRST);
  const language = useLanguage();
  return (
    <div className={styles.outcome} role="status">
      <p className={styles.verdict} data-ok={report.ok || undefined}>
        {report.ok ? <IconCircleCheck size={18} /> : <IconAlertTriangle size={18} />}
        {report.ok ? t(`outcome.${about}Ok`) : t('outcome.problems', { count, amount: formatNumber(count, language) })}
      </p>
      <Counts report={report} />
      {count > 0 && (
        <ul className={styles.problems}>
          {shown.map((problem) => (
            <ProblemRow key={`${problem.code} ${problem.path} ${problem.message}`} problem={problem} about={about} />
          ))}
        </ul>
      )}
      {shown.length < count && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('outcome.showAll', { amount: formatNumber(count, language) })}
        </button>
      )}
    </div>
  );
}
