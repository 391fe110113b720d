import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Warning } from '../../../../shared/evidence.ts';
import styles from './details.module.css';

/** What a reviewer must know about an item, in sentences. */
export function WarningsList({ warnings }: { warnings: readonly Warning[] }) {
  const { t } = useTranslation('library');
  if (warnings.length === 0) return null;
  return (
    <section className={styles.section} aria-label={t('details.warnings')}>
      <h3>{t('details.warnings')}</h3>
      <ul className={styles.warnings}>
        {warnings.map(({ code, message }) => (
          <li key={`${code}${message}`} className={styles.warning}>
            <IconAlertTriangle size={16} aria-hidden />
            <span className="selectable">{message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
