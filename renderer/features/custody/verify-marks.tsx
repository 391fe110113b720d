import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/commands/commands.ts';
import { MarksOutcome } from '../../ui/marks/item-check.tsx';
import { useMarkVerification } from '../../ui/marks/use-mark-verification.ts';
import { JobState } from '../../ui/verification/running-job.tsx';
import styles from './custody.module.css';

/** Decodes the pictures of every mark of the library again and compares them with what the marks remember. */
export function VerifyMarks() {
  const { t } = useTranslation('marks');
  const custody = useTranslation('custody').t;
  const { job, running, report, start } = useMarkVerification('library');
  const begin = () => start({});
  useCommands([
    { id: 'custody.verify-marks', title: t('library.verify'), keys: ['M'], group: custody('title'), run: begin },
  ]);
  return (
    <section className={styles.card}>
      <h2>{t('library.title')}</h2>
      <p className={styles.hint}>{t('library.text')}</p>
      {!running && (
        <Button leftSection={<IconShieldCheck size={16} />} onClick={begin}>
          {t('library.verify')}
        </Button>
      )}
      {job !== null && <JobState job={job} stopped={t('checkStopped')} />}
      {report !== null && <MarksOutcome report={report} />}
    </section>
  );
}
