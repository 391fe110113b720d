import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/job.ts';
import { useMutationCall } from '../../host/host.ts';
import { formatByteRate, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useLeaveWarning } from '../../lib/use-leave-warning.ts';
import { useImportJobs } from './import-batches.ts';
import { importTotals, outcomeOf } from './import-outcomes.ts';
import { ImportRow, UploadRow } from './import-row.tsx';
import { ImportSummary } from './import-summary.tsx';
import styles from './library.module.css';
import { cancelAllUploads, type Upload, useUploads } from './upload-queue.ts';

/** The import that is under way, file by file, and then what came of it. Nothing when there was none. */
export function ImportDock() {
  const { t } = useTranslation('library');
  const jobs = useImportJobs();
  const uploads = useUploads();
  // Leaving the page would end transfers from the browser.
  useLeaveWarning(uploads.some((upload) => upload.state !== 'failed'));
  const running = jobs.filter((job) => outcomeOf(job) === null);
  if (jobs.length === 0 && uploads.length === 0) return null;
  const over = running.length === 0 && uploads.every((upload) => upload.state === 'failed');
  return (
    <section className={styles.dock} aria-label={t('import')}>
      {over ? (
        <ImportSummary jobs={jobs} uploads={uploads} />
      ) : (
        <UnderWay jobs={jobs} running={running} uploads={uploads} />
      )}
    </section>
  );
}

interface UnderWayProps {
  readonly jobs: readonly Job[];
  readonly running: readonly Job[];
  readonly uploads: readonly Upload[];
}

function UnderWay({ jobs, running, uploads }: UnderWayProps) {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const cancel = useMutationCall('jobs.cancel');
  const { underWay, bytesPerSecond } = importTotals(jobs);
  const sending = uploads.reduce((sum, upload) => sum + (upload.rate ?? 0), 0);
  const rate = (bytesPerSecond ?? 0) + sending;
  const total = jobs.length + uploads.length;
  const done = total - underWay - uploads.length;
  const cancelAll = () => {
    cancelAllUploads();
    for (const job of running) cancel.mutate({ id: job.id });
  };
  return (
    <>
      <div className={styles.dockHead}>
        <span className={`ellipsis ${styles.dockWords}`} role="status">
          <b>{t('importing', { done: formatNumber(done, language), total: formatNumber(total, language) })}</b>
          {rate > 0 && <span className="dim"> · {formatByteRate(rate, language)}</span>}
        </span>
        <Button onClick={cancelAll}>{t('cancelAll')}</Button>
      </div>
      <Rows running={running} uploads={uploads} />
    </>
  );
}

const ROW = 40;

function Rows({ running, uploads }: { running: readonly Job[]; uploads: readonly Upload[] }) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: running.length + uploads.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 4,
  });
  return (
    <div ref={scroll} className={styles.dockRows}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const job = running[index];
          const upload = uploads[index - running.length];
          return (
            <div
              key={index}
              style={{ position: 'absolute', left: 0, right: 0, height: ROW, transform: `translateY(${start}px)` }}
            >
              {job !== undefined && <ImportRow job={job} />}
              {upload !== undefined && <UploadRow upload={upload} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
