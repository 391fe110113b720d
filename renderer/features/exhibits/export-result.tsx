import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExportResult } from '../../../shared/exhibit.ts';
import type { Job } from '../../../shared/job.ts';
import { toastError } from '../../app/toast.ts';
import { bridge } from '../../host/host.ts';
import { formatBytes, formatInstant, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useErrorText } from '../../ui/error-note.tsx';
import { JobState } from '../../ui/verification/running-job.tsx';
import { BlockedList } from './blocked-list.tsx';
import { BundleVerify } from './bundle-verify.tsx';
import { exportResult } from './export-jobs.ts';
import { ManifestHash } from './manifest-hash.tsx';
import styles from './result.module.css';

type Bundle = NonNullable<ExportResult['bundle']>;

function Where({ bundle }: { bundle: Bundle }) {
  const { t } = useTranslation('exhibits');
  const errorText = useErrorText();
  const reveal = bridge.revealFolder;
  const open = () => reveal?.(bundle.path).catch((error) => toastError(t('result.openFailed'), errorText(error)));
  return (
    <div className={styles.where}>
      <span className={styles.path}>{bundle.path}</span>
      <CopyButton value={bundle.path} what={t('result.path')} />
      {reveal !== null && (
        <Button leftSection={<IconFolderOpen size={16} />} onClick={open}>
          {t('result.open')}
        </Button>
      )}
    </div>
  );
}

function Made({ bundle, job }: { bundle: Bundle; job: Job }) {
  const { t } = useTranslation('exhibits');
  const language = useLanguage();
  const count = bundle.exhibits.length;
  const facts = [
    t('result.files', { count: bundle.files, amount: formatNumber(bundle.files, language) }),
    formatBytes(bundle.bytes, language),
    formatInstant(job.endedAt ?? job.createdAt, language),
  ];
  return (
    <>
      <header>
        <h1>{t('result.title', { count, amount: formatNumber(count, language) })}</h1>
        <p className="dim">{facts.join(' · ')}</p>
        <Where bundle={bundle} />
      </header>
      <ManifestHash value={bundle.manifestSha256} />
      <BundleVerify path={bundle.path} since={job.createdAt} />
    </>
  );
}

/** What became of the last export: where it is, the number that stands for it, and what was left out. */
export function ExportOutcome({ job, onSelect }: { job: Job | undefined; onSelect: (markId: string) => void }) {
  const { t } = useTranslation('exhibits');
  if (job === undefined) return <EmptyState title={t('result.none')} text={t('result.noneText')} />;
  const result = job.state === 'done' ? exportResult(job) : null;
  return (
    <div className={styles.desk}>
      <article className={styles.result}>
        {job.state !== 'done' && (
          <header>
            <h1>{t('result.running')}</h1>
            <p className="dim">{job.title}</p>
          </header>
        )}
        <JobState job={job} stopped={t('result.stopped')} />
        {result !== null && result.bundle === null && <h1>{t('result.nothing')}</h1>}
        {result !== null && result.bundle !== null && <Made bundle={result.bundle} job={job} />}
        {result !== null && <BlockedList blocked={result.blocked} onSelect={onSelect} />}
      </article>
    </div>
  );
}
