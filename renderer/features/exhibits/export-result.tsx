import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExportedVolume, ExportResult } from '../../../shared/exhibit.ts';
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
import { ExportWarnings } from './export-warnings.tsx';
import { ManifestHash } from './manifest-hash.tsx';
import styles from './result.module.css';

type Bundle = NonNullable<ExportResult['bundle']>;
/** A bundle by itself, whether it is the only one or a volume. */
type Bag = Pick<ExportedVolume, 'path' | 'manifestSha256' | 'archive'>;

function Where({ bundle }: { bundle: Pick<Bundle, 'path'> }) {
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

/** The number that stands for a bag, and its check; an archive has to be unpacked before it can be checked. */
function Checks({ bag, job, of }: { bag: Bag; job: Job; of?: string }) {
  const { t } = useTranslation('exhibits');
  return (
    <>
      <ManifestHash value={bag.manifestSha256} of={of} />
      {bag.archive === undefined ? (
        <BundleVerify path={bag.path} since={job.createdAt} of={of} />
      ) : (
        <p className="dim">{t('result.unpack')}</p>
      )}
    </>
  );
}

function Volume({ volume, number, count, job }: { volume: ExportedVolume; number: number; count: number; job: Job }) {
  const { t } = useTranslation('exhibits');
  const language = useLanguage();
  const { exhibits, bytes } = volume;
  const title = t('result.volume', { number, count });
  const held =
    exhibits.length === 0 ? t('result.volumeOriginals') : t('result.volumeExhibits', { numbers: exhibits.join(', ') });
  return (
    <section className={styles.volume} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p className="dim">{`${held} · ${formatBytes(volume.archive?.bytes ?? bytes, language)}`}</p>
        <Where bundle={volume} />
      </header>
      <Checks bag={volume} job={job} of={title} />
    </section>
  );
}

function Made({ bundle, job }: { bundle: Bundle; job: Job }) {
  const { t } = useTranslation('exhibits');
  const language = useLanguage();
  const count = bundle.exhibits.length;
  const volumes = bundle.volumes ?? [];
  const facts = [
    ...(volumes.length === 0
      ? []
      : [t('result.volumes', { count: volumes.length, amount: formatNumber(volumes.length, language) })]),
    t('result.files', { count: bundle.files, amount: formatNumber(bundle.files, language) }),
    formatBytes(bundle.bytes, language),
    formatInstant(job.endedAt ?? job.createdAt, language),
  ];
  return (
    <>
      <header>
        <h1>{t('result.title', { count, amount: formatNumber(count, language) })}</h1>
        <p className="dim">{facts.join(' · ')}</p>
        {volumes.length === 0 && <Where bundle={bundle} />}
      </header>
      {volumes.length === 0 && <Checks bag={bundle} job={job} />}
      {volumes.map((volume, n) => (
        <Volume key={volume.path} volume={volume} number={n + 1} count={volumes.length} job={job} />
      ))}
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
        {result?.publicTwin && <Made bundle={result.publicTwin} job={job} />}
        {result !== null && <ExportWarnings warnings={result.warnings ?? []} />}
        {result !== null && <BlockedList blocked={result.blocked} onSelect={onSelect} />}
      </article>
    </div>
  );
}
