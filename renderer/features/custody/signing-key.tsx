import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQueryCall } from '../../host/host.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './custody.module.css';

function Value({ label, value, what }: { label: string; value: string; what: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={styles.keyText}>
        <span>{value}</span>
        <CopyButton value={value} what={what} />
      </dd>
    </div>
  );
}

/** The library's own key: what a stranger needs to check that a bundle came from here. */
export function SigningKey() {
  const { t } = useTranslation('custody');
  const key = useQueryCall('custody.key', {});
  return (
    <section className={styles.card}>
      <h2>{t('signing.title')}</h2>
      <p className={styles.hint}>{t('signing.text')}</p>
      {key.isError && <ErrorNote error={key.error} title={t('signing.failed')} />}
      {key.isPending && <Skeleton height={96} />}
      {key.data !== undefined && (
        <dl className={styles.keyValues}>
          <Value label={t('signing.fingerprint')} value={key.data.fingerprint} what={t('signing.fingerprint')} />
          <Value label={t('signing.publicLabel')} value={key.data.publicKey.trim()} what={t('signing.public')} />
        </dl>
      )}
    </section>
  );
}
