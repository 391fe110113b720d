import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/job.ts';
import { useMutationCall } from '../../host/host.ts';
import { formatInstant } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { JobStops } from '../../ui/job-stops.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import styles from './jobs.module.css';

/** One job with its buttons. */
export function JobRow({ job }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const language = useLanguage();
  const resume = useMutationCall('jobs.resume');
  const again = job.state === 'interrupted' || job.state === 'cancelled' || job.state === 'failed';
  return (
    <article className={styles.job} aria-label={job.title}>
      <div className={styles.head}>
        <div className={styles.title}>
          <EvidenceName name={job.title} />
          <span className="faint">
            {t(`kind.${job.kind}`)} · {formatInstant(job.endedAt ?? job.createdAt, language)}
          </span>
        </div>
        <span className={styles.state} data-state={job.state}>
          {t(`state.${job.state}`)}
        </span>
        <JobStops job={job} />
        {again && (
          <Button disabled={resume.isPending} onClick={() => resume.mutate({ id: job.id })}>
            {job.state === 'interrupted' ? t('resume') : t('again')}
          </Button>
        )}
      </div>
      {job.state === 'running' && job.progress !== null && <ProgressLine progress={job.progress} />}
      {job.state === 'failed' && job.error !== null && <ErrorNote error={job.error} />}
    </article>
  );
}
