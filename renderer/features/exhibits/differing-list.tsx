import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { differingNumbers } from './differing-numbers.ts';
import styles from './missing.module.css';

/** Exhibits over the same pictures of which one hides what another shows: nothing stops them, a person has to look. */
export function DifferingList({ exhibits }: { exhibits: readonly PresentedExhibit[] }) {
  const { t } = useTranslation('exhibits');
  const pairs = differingNumbers(exhibits);
  if (pairs.length === 0) return null;
  return (
    <ul className={styles.warnings} aria-label={t('differs.title')}>
      {pairs.map(([first, second]) => (
        <li key={`${first} ${second}`}>
          <IconAlertTriangle size={16} />
          {t('differs.pair', { first, second })}
        </li>
      ))}
    </ul>
  );
}
