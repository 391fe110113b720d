import { Button, Skeleton } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BackupState } from '../../../shared/backup.ts';
import { useMutationCall, useQueryCall } from '../../host/host.ts';
import { formatAgo, formatBytes, formatInstant, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { ErrorNote, Note } from '../../ui/error-note.tsx';
import styles from './custody.module.css';

function Facts({ state }: { state: BackupState }) {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const now = useNow();
  const { last, since, count, bytes } = state;
  const amount = formatNumber(since, language);
  return (
    <dl className={styles.keyValues}>
      <div>
        <dt>{t('backups.last')}</dt>
        <dd>
          {last === null
            ? t('backups.none')
            : `${formatInstant(last.at, language)} (${formatAgo(last.at, now, language)})`}
        </dd>
      </div>
      <div>
        <dt>{t('backups.since')}</dt>
        <dd>{t('backups.entries', { count: since, amount })}</dd>
      </div>
      <div>
        <dt>{t('backups.kept')}</dt>
        <dd>
          {formatNumber(count, language)} · {formatBytes(bytes, language)}
        </dd>
      </div>
    </dl>
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
      {state === undefined && !isError && <Skeleton height={124} />}
      {state !== undefined && <Facts state={state} />}
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
