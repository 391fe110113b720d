import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQueryCall } from '../../host/host.ts';
import { formatInstant } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './custody.module.css';

/** How far the reading in the background is: since when every original was read again at least once. */
export function BackgroundCheck() {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const checks = useQueryCall('custody.checks', {}).data ?? [];
  const altered = checks.filter(({ ok }) => !ok).length;
  const oldest = checks.map(({ at }) => at).sort()[0];
  if (oldest === undefined) return null;
  return (
    <div className={styles.chain} data-state={altered > 0 ? 'problems' : 'ok'} role="status">
      {altered > 0 ? <IconAlertTriangle size={16} /> : <IconCircleCheck size={16} />}
      <span>
        {altered > 0 ? t('background.altered', { count: altered }) : t('background.good')}
        <span className={styles.second}>{t('background.since', { when: formatInstant(oldest, language) })}</span>
      </span>
    </div>
  );
}
