import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Job, JobProgress } from '../../../shared/job.ts';
import { useMutationCall } from '../../host/host.ts';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import styles from './library.module.css';
import { cancelUpload, type Upload } from './upload-queue.ts';

/** One file that is being hashed and copied, or waits for it. */
export function ImportRow({ job }: { job: Job }) {
  const { t } = useTranslation('library');
  const cancel = useMutationCall('jobs.cancel');
  return (
    <div className={styles.importRow}>
      <EvidenceName name={job.title} />
      {job.progress === null ? <span className="dim">{t('waiting')}</span> : <ProgressLine progress={job.progress} />}
      <ActionIcon
        aria-label={t('cancelFile', { name: job.title })}
        disabled={cancel.isPending}
        onClick={() => cancel.mutate({ id: job.id })}
      >
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}

function progressOf({ bytes, sent, rate }: Upload, step: string): JobProgress {
  const secondsLeft = rate === null || rate <= 0 ? null : (bytes - sent) / rate;
  return { step, done: sent, total: bytes, unit: 'bytes', rate, secondsLeft };
}

/** One file that is on its way from the browser into the library's intake. */
export function UploadRow({ upload }: { upload: Upload }) {
  const { t } = useTranslation('library');
  return (
    <div className={styles.importRow}>
      <EvidenceName name={upload.name} />
      {upload.state === 'sending' ? (
        <ProgressLine progress={progressOf(upload, t('handingOver'))} />
      ) : (
        <span className={`ellipsis ${upload.state === 'failed' ? styles.bad : 'dim'}`} title={upload.error?.message}>
          {upload.error?.message ?? t('waiting')}
        </span>
      )}
      <ActionIcon aria-label={t('cancelFile', { name: upload.name })} onClick={() => cancelUpload(upload.id)}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
