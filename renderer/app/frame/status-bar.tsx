import { IconDatabaseX, IconLock, IconShieldCheck, IconShieldQuestion, IconShieldX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LibraryInfo } from '../../../shared/library.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { formatAgo, formatBytes, formatInstant } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './frame.module.css';

/** When the whole library was last compared with its hashes and its ledger, and what came of it. */
function Verified({ last }: { last: LibraryInfo['lastVerified'] }) {
  const { t } = useTranslation('app');
  const language = useLanguage();
  const now = useNow();
  const ago = last === null ? '' : formatAgo(last.at, now, language);
  const state = last === null ? 'never' : last.ok ? 'ok' : 'failed';
  const StateIcon = { never: IconShieldQuestion, ok: IconShieldCheck, failed: IconShieldX }[state];
  return (
    <Link
      to="/custody"
      className={styles.statusLink}
      data-state={state}
      title={last === null ? undefined : formatInstant(last.at, language)}
    >
      <StateIcon size={14} aria-hidden />
      {t(`status.${state}`, { ago })}
    </Link>
  );
}

/** When the database was last backed up, or that the last attempt failed. */
function BackedUp() {
  const { t } = useTranslation('app');
  const language = useLanguage();
  const now = useNow();
  const state = useQueryCall('backups.state', {}).data;
  if (state === undefined || (state.last === null && state.failed === null)) return null;
  const { last, failed } = state;
  return (
    <Link
      to="/custody"
      className={styles.statusLink}
      data-state={failed === null ? undefined : 'failed'}
      title={failed?.error.message ?? t('status.backupText')}
    >
      {failed !== null && <IconDatabaseX size={14} aria-hidden />}
      {failed !== null && t('status.backupFailed')}
      {failed === null && last !== null && t('status.backedUp', { ago: formatAgo(last.at, now, language) })}
    </Link>
  );
}

export function StatusBar({ library }: { library: LibraryInfo | null }) {
  const { t } = useTranslation('app');
  const language = useLanguage();
  return (
    <footer className={styles.status}>
      {library !== null && (
        <>
          {library.sealed && (
            <span className={styles.sealed} title={t('status.sealedText')}>
              <IconLock size={14} aria-hidden />
              {t('status.sealed')}
            </span>
          )}
          <Verified last={library.lastVerified} />
          <BackedUp />
          <span>
            {t('status.items', { count: library.items })} · {formatBytes(library.bytes, language)}
          </span>
        </>
      )}
      <span className={styles.statusEnd} title={t('status.offlineText')}>
        {t('status.offline')}
      </span>
    </footer>
  );
}
