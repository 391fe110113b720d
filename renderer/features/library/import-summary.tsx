import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/job.ts';
import { useMutationCall } from '../../host/host.ts';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { closeSummary } from './import-batches.ts';
import { importTotals, outcomeOf, refusal } from './import-outcomes.ts';
import styles from './library.module.css';
import { cancelAllUploads, retryUpload, type Upload } from './upload-queue.ts';

interface ImportSummaryProps {
  readonly jobs: readonly Job[];
  readonly uploads: readonly Upload[];
}

/** What came of an import; every refused file with its reason. */
export function ImportSummary({ jobs, uploads }: ImportSummaryProps) {
  const { t } = useTranslation('library');
  const { imported, duplicate, refused, cancelled } = importTotals(jobs);
  const rejected = jobs.filter((job) => outcomeOf(job) === 'refused');
  const counts = { imported, duplicate, refused: refused + uploads.length, cancelled };
  const words = (['imported', 'duplicate', 'refused', 'cancelled'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => t(`outcome.${outcome}`, { count: counts[outcome] }));
  const close = () => {
    cancelAllUploads();
    closeSummary(jobs);
  };
  return (
    <>
      <div className={styles.dockHead}>
        <span className={`ellipsis ${styles.dockWords}`} role="status">
          <b>{t('importDone')}</b>
          <span className="dim"> · {words.join(' · ')}</span>
        </span>
        <Button onClick={close}>{t('closeSummary')}</Button>
      </div>
      {counts.refused > 0 && (
        <div className={styles.dockRows}>
          {rejected.map((job) => (
            <RefusedFile key={job.id} job={job} />
          ))}
          {uploads.map((upload) => (
            <Refused
              key={upload.id}
              name={upload.name}
              reason={upload.error?.message ?? ''}
              onAgain={() => retryUpload(upload.id)}
            />
          ))}
        </div>
      )}
    </>
  );
}

function RefusedFile({ job }: { job: Job }) {
  const again = useMutationCall('jobs.resume');
  return (
    <Refused
      name={job.title}
      reason={refusal(job)?.message ?? ''}
      onAgain={job.state === 'failed' ? () => again.mutate({ id: job.id }) : null}
    />
  );
}

function Refused({ name, reason, onAgain }: { name: string; reason: string; onAgain: (() => void) | null }) {
  const { t } = useTranslation('library');
  return (
    <div className={styles.refused}>
      <EvidenceName name={name} />
      {onAgain !== null && (
        <Button size="compact-xs" onClick={onAgain}>
          {t('again')}
        </Button>
      )}
      <span className={styles.reason}>{reason}</span>
    </div>
  );
}
