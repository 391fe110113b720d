import { Button, Drawer } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isOver, type Job } from '../../../shared/job.ts';
import { callKey, queryClient, useJobs, useMutationCall } from '../../host/host.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { JobRow } from './job-row.tsx';
import styles from './jobs.module.css';
import { shownJobs, waitingToPrepare } from './shown-jobs.ts';

interface JobsDrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every job: what, how much, how fast, how long still, and a way out when it failed. */
export function JobsDrawer({ opened, onClose }: JobsDrawerProps) {
  const { t } = useTranslation('jobs');
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={460}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      <JobList jobs={useJobs()} />
    </Drawer>
  );
}

function JobList({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation('jobs');
  const clear = useMutationCall('jobs.clear', {
    onSuccess: (left) => queryClient.setQueryData(callKey('jobs.list', {}), left),
  });
  const { shown, hidden } = shownJobs(jobs);
  const waiting = waitingToPrepare(jobs);
  if (shown.length === 0 && waiting === 0) {
    return <EmptyState icon={<IconChecklist size={28} stroke={1.4} />} title={t('none')} text={t('emptyText')} />;
  }
  return (
    <>
      <div className={styles.tools}>
        <span className="dim">{t('count', { count: shown.length + hidden + waiting })}</span>
        <Button disabled={!jobs.some(isOver)} loading={clear.isPending} onClick={() => clear.mutate({})}>
          {t('clear')}
        </Button>
      </div>
      {shown.map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
      {waiting > 0 && <p className={styles.more}>{t('toPrepare', { count: waiting })}</p>}
      {hidden > 0 && <p className={styles.more}>{t('more', { count: hidden })}</p>}
    </>
  );
}
