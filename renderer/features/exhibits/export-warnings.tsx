import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExportWarning } from '../../../shared/exhibit.ts';
import styles from './missing.module.css';

/** What the export asks a person to look at before a bundle is handed on. */
export function ExportWarnings({ warnings }: { warnings: readonly ExportWarning[] }) {
  const { t } = useTranslation('exhibits');
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings} aria-label={t('warning.title')}>
      {warnings.map(({ code, exhibits }) => (
        <li key={`${code} ${exhibits.join(' ')}`}>
          <IconAlertTriangle size={16} />
          {t(`warning.${code}`, { numbers: exhibits.join(', ') })}
        </li>
      ))}
    </ul>
  );
}
