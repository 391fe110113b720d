import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useJobs, useMutationCall } from '../../host/host.ts';
import { JobState } from '../../ui/verification/running-job.tsx';
import { VerifyOutcome } from '../../ui/verification/verify-outcome.tsx';
import { verifyReport } from '../../ui/verification/verify-report.ts';
import { bundleCheck, isRunning } from './export-jobs.ts';
import styles from './result.module.css';

/** Checks the written bundle again from its own files, and shows the last check of it. */
export function BundleVerify({ path, since, of }: { path: string; since: string; of?: string | undefined }) {
  const { t } = useTranslation('exhibits');
  const label = [t('result.verify'), ...(of === undefined ? [] : [of])].join(', ');
  const jobs = useJobs();
  const start = useMutationCall('custody.verifyBundle');
  const job = bundleCheck(jobs, path, since);
  const report = job?.state === 'done' ? verifyReport(job) : null;
  return (
    <section className={styles.verify} aria-label={label}>
      {!isRunning(job) && (
        <Button
          leftSection={<IconShieldCheck size={16} />}
          loading={start.isPending}
          onClick={() => start.mutate({ dir: path })}
        >
          {t(report === null ? 'result.verify' : 'result.verifyAgain')}
        </Button>
      )}
      {report === null && job === undefined && <p className="dim">{t('result.notVerified')}</p>}
      {job !== undefined && <JobState job={job} stopped={t('result.verifyStopped')} />}
      {report !== null && <VerifyOutcome report={report} about="bundle" />}
    </section>
  );
}
