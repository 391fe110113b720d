import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { Job } from '../../../shared/job.ts';
import { useMutationCall } from '../../host/host.ts';
import { ErrorNote, Note } from '../error-note.tsx';
import { JobStops } from '../job-stops.tsx';
import { ProgressLine } from '../progress-line.tsx';
import styles from './verification.module.css';

/** A job where its result will be: what, how much, how fast, how long still, and a way to stop it. */
function Running({ job }: { job: Job }) {
  const { t } = useTranslation('custody');
  const waiting = {
    step: t('job.queued'),
    done: 0,
    total: null,
    unit: 'files',
    rate: null,
    secondsLeft: null,
  } as const;
  return (
    <div className={styles.running}>
      <ProgressLine progress={job.progress ?? waiting} />
      <JobStops job={job} />
    </div>
  );
}

/** What stands in the place of a job's result until there is one; nothing once it is done. */
export function JobState({ job, stopped }: { job: Job; stopped: string }) {
  const { t } = useTranslation('custody');
  const resume = useMutationCall('jobs.resume');
  const isKept = job.kind === 'export' && job.state === 'interrupted';
  const again = (
    <Button onClick={() => resume.mutate({ id: job.id })} loading={resume.isPending}>
      {t(isKept ? 'job.resume' : 'job.again')}
    </Button>
  );
  switch (job.state) {
    case 'queued':
    case 'running':
      return <Running job={job} />;
    case 'failed':
      return <ErrorNote error={job.error ?? new Error(stopped)} title={stopped} actions={again} />;
    case 'interrupted':
      return (
        <Note
          tone="warn"
          title={stopped}
          actions={
            <>
              {again}
              {isKept && <JobStops job={job} />}
            </>
          }
        >
          {t(isKept ? 'job.kept' : 'job.interrupted')}
        </Note>
      );
    case 'cancelled':
      return (
        <Note tone="info" actions={again}>
          {t('job.cancelled')}
        </Note>
      );
    case 'done':
      return null;
    default:
      return assertNever(job.state);
  }
}
