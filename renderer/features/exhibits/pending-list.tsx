import { Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { useGo } from '../../app/navigation.ts';
import styles from './missing.module.css';

/** Exhibits with redactions that the library does not have: an export would show what they hide, so there is none. */
export function PendingList({ exhibits }: { exhibits: readonly PresentedExhibit[] }) {
  const { t } = useTranslation('exhibits');
  const go = useGo();
  if (exhibits.length === 0) return null;
  return (
    <div role="alert" aria-label={t('pending.title')}>
      <ul className={styles.pending}>
        {exhibits.map(({ mark, label }) => (
          <li key={mark.id}>
            <IconAlertTriangle size={16} />
            <span>
              {t('pending.text', { number: label })}{' '}
              <Anchor component="button" type="button" size="xs" onClick={() => go.mark(mark)}>
                {t('pending.open')}
              </Anchor>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
