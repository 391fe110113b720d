import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { RecoveredState } from '../../../shared/recovery.ts';
import { adoptState, useMutationCall, useQueryCall } from '../../host/host.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { nameIn } from './library-folder.ts';
import { PassphraseForm } from './passphrase-form.tsx';
import { RecoveryOutcome } from './recovery-outcome.tsx';
import { RecoveryWays } from './recovery-ways.tsx';
import styles from './start.module.css';

interface RecoverLibraryProps {
  /** The library's folder. */
  readonly dir: string;
  /** Of a sealed one, where it was typed already; otherwise it is asked for. */
  readonly passphrase?: string;
  readonly onClose: () => void;
}

/** What is wrong with a library, the ways back, and what came of the one that was taken. */
export function RecoverLibrary({ dir, passphrase: known, onClose }: RecoverLibraryProps) {
  const { t } = useTranslation('start');
  const [passphrase, setPassphrase] = useState(known);
  const library = { dir, passphrase };
  const navigate = useNavigate();
  const options = { onSuccess: ({ state }: RecoveredState) => adoptState(state), meta: { quiet: true } };
  const restore = useMutationCall('library.restore', options);
  const rebuild = useMutationCall('library.rebuild', options);
  const done = restore.data ?? rebuild.data;
  const failed = restore.error ?? rebuild.error;
  // Every backup is read to its end for the answer: asked once for each look, never kept, and not again afterwards.
  const report = useQueryCall('library.recovery', library, {
    enabled: done === undefined,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const asked = done === undefined && report.isError && isAboutPassphrase(report.error);
  if (asked) {
    return (
      <PassphraseForm
        dir={dir}
        action={t('recover.look')}
        busy={report.isFetching}
        failed={passphrase === undefined ? null : { title: t('unlockFailed'), error: report.error }}
        onSubmit={setPassphrase}
        onCancel={onClose}
        cancel={t('cancel')}
      />
    );
  }
  return (
    <section className={styles.card} aria-label={t('recover.label')}>
      <div className={styles.head}>
        <h2>{t('recover.heading')}</h2>
        <Button onClick={onClose}>{t('recover.close')}</Button>
      </div>
      <div>
        <p className={styles.title}>{report.data?.title ?? nameIn(dir)}</p>
        <p className={styles.path}>{dir}</p>
      </div>
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
          onRestore={(backup) => restore.mutate({ ...library, backup })}
          onRebuild={() => rebuild.mutate(library)}
        />
      )}
    </section>
  );
}

const isAboutPassphrase = ({ code }: ErrorEnvelope): boolean =>
  code === 'passphrase_needed' || code === 'passphrase_wrong';

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
