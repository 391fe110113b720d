import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VerifyReport } from '../../../shared/custody.ts';
import type { Job } from '../../../shared/job.ts';
import { formatInstant } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { JobState } from '../../ui/verification/running-job.tsx';
import { VerifyOutcome } from '../../ui/verification/verify-outcome.tsx';
import { BackgroundCheck } from './background-check.tsx';
import styles from './custody.module.css';

interface VerifyLibraryProps {
  readonly check: { readonly job: Job; readonly report: VerifyReport | null } | null;
  readonly starting: boolean;
  readonly onStart: () => void;
}

/** Checks everything the library holds, and says what the last check found. */
export function VerifyLibrary({ check, starting, onStart }: VerifyLibraryProps) {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const running = check?.job.state === 'running' || check?.job.state === 'queued';
  const report = check?.report ?? null;
  return (
    <section className={styles.card}>
      <h2>{t('library.title')}</h2>
      <p className={styles.hint}>{t('library.text')}</p>
      {!running && (
        <Button leftSection={<IconShieldCheck size={16} />} loading={starting} onClick={onStart}>
          {t(report === null ? 'library.verify' : 'library.verifyAgain')}
        </Button>
      )}
      {check !== null && <JobState job={check.job} stopped={t('library.stopped')} />}
      {check !== null && report !== null && (
        <>
          <p className={styles.hint}>
            {t('library.checked', { when: formatInstant(check.job.endedAt ?? check.job.createdAt, language) })}
          </p>
          <VerifyOutcome report={report} about="library" />
        </>
      )}
      <BackgroundCheck />
    </section>
  );
}
