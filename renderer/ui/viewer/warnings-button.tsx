import { Popover } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Warning } from '../../../shared/evidence.ts';
import styles from './viewer.module.css';

/** What a reviewer must know about an item, one press away from its picture. */
export function WarningsButton({ warnings }: { warnings: readonly Warning[] }) {
  const { t } = useTranslation('marks');
  if (warnings.length === 0) return null;
  return (
    <Popover position="top-start" withinPortal>
      <Popover.Target>
        <button type="button" className={styles.warningsButton} title={t('warnings')}>
          <IconAlertTriangle size={14} />
          {t('warningCount', { count: warnings.length })}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.warningsList}>
          {warnings.map(({ code, message }) => (
            <p key={code + message} className="selectable">
              {message}
            </p>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
