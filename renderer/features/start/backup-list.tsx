import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Backup } from '../../../shared/recovery.ts';
import { formatBytes, formatInstant } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './start.module.css';

interface BackupListProps {
  readonly backups: readonly Backup[];
  /** Whether the database itself cannot be used, so that the newest backup is what most people want. */
  readonly damaged: boolean;
  readonly busy: boolean;
  /** Name of the backup that is being restored. */
  readonly running: string | null;
  readonly onRestore: (name: string) => void;
}

/** Earlier states of the database, the newest first, each with what restoring it would give. */
export function BackupList({ backups, damaged, busy, running, onRestore }: BackupListProps) {
  const { t } = useTranslation('start');
  if (backups.length === 0) return <p className="dim">{t('recover.noBackups')}</p>;
  const first = damaged ? backups.find(({ verified }) => verified) : undefined;
  return (
    <ul className={styles.list} aria-label={t('recover.backups')}>
      {backups.map((backup) => (
        <BackupRow
          key={backup.name}
          backup={backup}
          main={backup === first}
          busy={busy}
          running={running === backup.name}
          onRestore={() => onRestore(backup.name)}
        />
      ))}
    </ul>
  );
}

interface BackupRowProps {
  readonly backup: Backup;
  readonly main: boolean;
  readonly busy: boolean;
  readonly running: boolean;
  readonly onRestore: () => void;
}

function BackupRow({ backup, main, busy, running, onRestore }: BackupRowProps) {
  const { t } = useTranslation('start');
  const language = useLanguage();
  const { at, entries, bytes, verified, problem, broughtBack, missing } = backup;
  const when = formatInstant(at, language);
  return (
    <li className={styles.backup} title={backup.name}>
      <span className={styles.title}>{when}</span>
      <span className={styles.backupFacts}>
        {t('recover.entries', { count: entries })} · {formatBytes(bytes, language)} ·{' '}
        <span data-verified={verified}>{verified ? t('recover.verified') : problem}</span>
      </span>
      <span className={styles.backupFacts}>
        {broughtBack > 0 && `${t('recover.broughtBack', { count: broughtBack })} `}
        {missing > 0 && <span className={styles.absent}>{t('recover.missing', { count: missing })}</span>}
        {broughtBack === 0 && missing === 0 && t('recover.nothingSince')}
      </span>
      <Button
        variant={main ? 'filled' : 'default'}
        aria-label={t('recover.restoreOf', { when })}
        disabled={busy || !verified}
        loading={running}
        onClick={onRestore}
      >
        {t('recover.restore')}
      </Button>
    </li>
  );
}
