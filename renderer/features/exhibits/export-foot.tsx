import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/job.ts';
import { formatAgo, formatBytes, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { JobState } from '../../ui/verification/running-job.tsx';
import styles from './bundle.module.css';
import type { ExhibitSummary } from './exhibit-summary.ts';
import type { ExportForm } from './export-form.ts';
import { isRunning } from './export-jobs.ts';

interface FootProps {
  readonly summary: ExhibitSummary;
  readonly form: ExportForm;
  /** True when there is a folder, a usable name and nothing wrong in the form. */
  readonly ready: boolean;
  readonly job: Job | undefined;
  readonly starting: boolean;
  readonly onExport: () => void;
  readonly onShowResult: () => void;
}

function Estimate({ summary, form }: Pick<FootProps, 'summary' | 'form'>) {
  const { t } = useTranslation('exhibits');
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  const originals = form.withOriginals && form.profile !== 'public';
  const parts = [
    t('estimate.ready', { ready: number(summary.ready), total: number(summary.total) }),
    ...(originals ? [t('estimate.originals', { size: formatBytes(summary.originalBytes, language) })] : []),
  ];
  return <span>{parts.join(' · ')}</span>;
}

function LastExport({ job, onShowResult }: Pick<FootProps, 'onShowResult'> & { job: Job }) {
  const { t } = useTranslation('exhibits');
  const ago = formatAgo(job.endedAt ?? job.createdAt, useNow(), useLanguage());
  return (
    <Anchor component="button" type="button" size="xs" onClick={onShowResult}>
      {t('estimate.last', { ago })}
    </Anchor>
  );
}

/** The last line before the bundle is made: what would leave, and the button; while it is made, how far it is. */
export function ExportFoot({ summary, form, ready, job, starting, onExport, onShowResult }: FootProps) {
  const { t } = useTranslation('exhibits');
  const language = useLanguage();
  const running = isRunning(job);
  return (
    <footer className={styles.foot}>
      <div className={styles.estimate}>
        {summary.total > 0 && <Estimate summary={summary} form={form} />}
        {job !== undefined && !running && <LastExport job={job} onShowResult={onShowResult} />}
      </div>
      {job !== undefined && running ? (
        <JobState job={job} stopped={t('result.stopped')} />
      ) : (
        <Button
          variant="filled"
          fullWidth
          loading={starting}
          disabled={!ready || summary.leaving === 0}
          onClick={onExport}
        >
          {summary.leaving === 0
            ? t('export.none')
            : t('export.do', { count: summary.leaving, amount: formatNumber(summary.leaving, language) })}
        </Button>
      )}
    </footer>
  );
}
