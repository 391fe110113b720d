import { Button } from '@mantine/core';
import { IconFolderSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VerifyReport } from '../../../shared/custody.ts';
import type { Job } from '../../../shared/job.ts';
import { JobState } from '../../ui/verification/running-job.tsx';
import { VerifyOutcome } from '../../ui/verification/verify-outcome.tsx';
import styles from './custody.module.css';

interface VerifyBundleProps {
  readonly check: { readonly job: Job; readonly report: VerifyReport | null } | null;
  readonly starting: boolean;
  readonly onStart: () => void;
}

/** Checks a bundle that lies somewhere on this machine or on a stick. */
export function VerifyBundle({ check, starting, onStart }: VerifyBundleProps) {
  const { t } = useTranslation('custody');
  const running = check?.job.state === 'running' || check?.job.state === 'queued';
  return (
    <section className={styles.card}>
      <h2>{t('bundle.title')}</h2>
      <p className={styles.hint}>{t('bundle.text')}</p>
      {!running && (
        <Button leftSection={<IconFolderSearch size={16} />} loading={starting} onClick={onStart}>
          {t('bundle.verify')}
        </Button>
      )}
      {check !== null && <p className={styles.path}>{check.job.title}</p>}
      {check !== null && <JobState job={check.job} stopped={t('bundle.stopped')} />}
      {check !== null && check.report !== null && <VerifyOutcome report={check.report} about="bundle" />}
    </section>
  );
}
