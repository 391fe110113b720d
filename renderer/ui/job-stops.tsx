import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isOver, type Job } from '../../shared/job.ts';
import { useMutationCall } from '../host/host.ts';

/** Ways to stop a job that is not over. One that keeps what it has made can also be paused. */
export function JobStops({ job }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const cancel = useMutationCall('jobs.cancel');
  const pause = useMutationCall('jobs.pause');
  const stopping = cancel.isPending || pause.isPending;
  if (isOver(job)) return null;
  return (
    <Group gap={8} wrap="nowrap">
      {job.kind === 'export' && job.state !== 'interrupted' && (
        <Button disabled={stopping} onClick={() => pause.mutate({ id: job.id })}>
          {t('pause')}
        </Button>
      )}
      <Button disabled={stopping} onClick={() => cancel.mutate({ id: job.id })}>
        {t('cancel')}
      </Button>
    </Group>
  );
}
