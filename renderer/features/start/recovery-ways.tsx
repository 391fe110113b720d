import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecoveryReport } from '../../../shared/recovery.ts';
import { Note } from '../../ui/error-note.tsx';
import { BackupList } from './backup-list.tsx';
import styles from './start.module.css';

interface RecoveryWaysProps {
  readonly report: RecoveryReport;
  readonly busy: boolean;
  /** Name of the backup that is being restored. */
  readonly running: string | null;
  readonly rebuilding: boolean;
  readonly onRestore: (name: string) => void;
  readonly onRebuild: () => void;
}

/** What is wrong with a library and the ways back. Nothing is deleted on any of them. */
export function RecoveryWays({ report, busy, running, rebuilding, onRestore, onRebuild }: RecoveryWaysProps) {
  const { t } = useTranslation('start');
  const { problem, backups, ledger, missingOriginals, keyFound } = report;
  return (
    <>
      <Note tone={problem === null ? 'info' : 'danger'}>{problem ?? t('recover.noProblem')}</Note>
      {ledger.problem !== null && <Note tone="warn">{ledger.problem}</Note>}
      {missingOriginals.length > 0 && (
        <Note tone="warn" title={t('recover.missingOriginals', { count: missingOriginals.length })}>
          {missingOriginals.map(({ originalName }) => originalName).join(', ')}
        </Note>
      )}
      <h3>{t('recover.backups')}</h3>
      <BackupList backups={backups} damaged={problem !== null} busy={busy} running={running} onRestore={onRestore} />
      <h3>{t('recover.rebuildHeading')}</h3>
      <div className={styles.sample}>
        <p className="dim">
          {ledger.source === null ? t('recover.noLedger') : t('recover.rebuildText', { count: ledger.entries })}
          {ledger.source !== null && !keyFound && ` ${t('recover.newKey')}`}
        </p>
        <Button disabled={busy || ledger.source === null} loading={rebuilding} onClick={onRebuild}>
          {t('recover.rebuild')}
        </Button>
      </div>
      <p className="dim">{t('recover.kept')}</p>
    </>
  );
}
