import { Button, Skeleton } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BackupState } from '../../../shared/backup.ts';
import { useMutationCall, useQueryCall } from '../../host/host.ts';
import { formatAgo, formatBytes, formatInstant, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { ErrorNote, Note } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import styles from './custody.module.css';

function BackupFacts({ state }: { state: BackupState }) {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const now = useNow();
  const { last, since, count, bytes } = state;
  return (
    <Facts>
      <dt>{t('backups.last')}</dt>
      <dd title={last === null ? undefined : formatInstant(last.at, language)}>
        {last === null ? t('backups.none') : formatAgo(last.at, now, language)}
      </dd>
      <dt>{t('backups.since')}</dt>
      <dd>{t('backups.entries', { count: since, amount: formatNumber(since, language) })}</dd>
      <dt>{t('backups.kept')}</dt>
      <dd>
        {t('backups.count', { count, amount: formatNumber(count, language) })} · {formatBytes(bytes, language)}
      </dd>
    </Facts>
  );
}

/** When the database was backed up last, what would be missing from that backup, and why the last attempt failed. */
export function BackupsCard() {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const { data: state, isError, error } = useQueryCall('backups.state', {});
  const make = useMutationCall('backups.make');
  const failed = state?.failed ?? null;
  const nothing = state !== undefined && state.since === 0 && failed === null;
  return (
    <section className={styles.card}>
      <h2>{t('backups.title')}</h2>
      <p className={styles.hint}>{t('backups.text')}</p>
      {isError && <ErrorNote error={error} title={t('backups.unknown')} />}
      {failed !== null && (
        <Note tone="danger" title={t('backups.failed', { when: formatInstant(failed.at, language) })}>
          {failed.error.message}
        </Note>
      )}
      {state === undefined && !isError && <Skeleton height={62} />}
      {state !== undefined && <BackupFacts state={state} />}
      <Button
        leftSection={<IconDatabaseExport size={16} />}
        disabled={nothing}
        loading={make.isPending}
        onClick={() => make.mutate({})}
      >
        {t('backups.make')}
      </Button>
    </section>
  );
}
