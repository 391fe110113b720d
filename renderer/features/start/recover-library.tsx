import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecoveredState } from '../../../shared/recovery.ts';
import { adoptState, useMutationCall, useQueryCall } from '../../host/host.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { RecoveryOutcome } from './recovery-outcome.tsx';
import { RecoveryWays } from './recovery-ways.tsx';
import styles from './start.module.css';

interface RecoverLibraryProps {
  /** The library's folder. */
  readonly dir: string;
  readonly onClose: () => void;
}

/** What is wrong with a library, the ways back, and what came of the one that was taken. */
export function RecoverLibrary({ dir, onClose }: RecoverLibraryProps) {
  const { t } = useTranslation('start');
  const navigate = useNavigate();
  const options = { onSuccess: ({ state }: RecoveredState) => adoptState(state), meta: { quiet: true } };
  const restore = useMutationCall('library.restore', options);
  const rebuild = useMutationCall('library.rebuild', options);
  const done = restore.data ?? rebuild.data;
  const failed = restore.error ?? rebuild.error;
  // Every backup is read to its end for the answer: asked once for each look, never kept, and not again afterwards.
  const report = useQueryCall(
    'library.recovery',
    { dir },
    { enabled: done === undefined, gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <section className={styles.card} aria-label={t('recover.label')}>
      <div className={styles.head}>
        <h2>{t('recover.heading')}</h2>
        <Button onClick={onClose}>{t('recover.close')}</Button>
      </div>
      <p className={styles.path}>{dir}</p>
      {failed !== null && <ErrorNote error={failed} title={t('recover.failed')} />}
      {done !== undefined && (
        <RecoveryOutcome recovered={done.recovered} onOpen={() => void navigate({ to: '/library' })} />
      )}
      {done === undefined && report.isError && <ErrorNote error={report.error} title={t('recover.unknown')} />}
      {done === undefined && report.isPending && <Looking />}
      {done === undefined && report.data !== undefined && (
        <RecoveryWays
          report={report.data}
          busy={restore.isPending || rebuild.isPending}
          running={restore.isPending ? restore.variables.backup : null}
          rebuilding={rebuild.isPending}
          onRestore={(backup) => restore.mutate({ dir, backup })}
          onRebuild={() => rebuild.mutate({ dir })}
        />
      )}
    </section>
  );
}

function Looking() {
  const { t } = useTranslation('start');
  return (
    <>
      <p className="dim" role="status">
        {t('recover.checking')}
      </p>
      <SkeletonRows rows={3} height={52} />
    </>
  );
}
