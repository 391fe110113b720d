import { useTranslation } from 'react-i18next';
import { useConnection } from '../../host/connection.ts';
import { Note } from '../../ui/error-note.tsx';
import styles from './frame.module.css';

/** Covers the screen while the host's process does not answer: nothing could be saved, so nothing may be typed. */
export function ConnectionLost() {
  const { t } = useTranslation('app');
  if (useConnection() !== 'lost') return null;
  return (
    <div className={styles.lost}>
      <div className={styles.lostCard}>
        <Note tone="danger" title={t('connection.lost')}>
          {t('connection.lostText')}
        </Note>
      </div>
    </div>
  );
}
