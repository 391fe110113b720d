import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { EvidenceName } from '../../../ui/evidence-name.tsx';
import styles from './beside.module.css';

interface CompanionBarProps {
  readonly item: Item | null;
  readonly onRemove: () => void;
  readonly children?: ReactNode;
}

/** Name of a companion and what can be done with it. */
export function CompanionBar({ item, onRemove, children }: CompanionBarProps) {
  const { t } = useTranslation('review-beside');
  return (
    <header className={styles.bar}>
      <span className={styles.name}>{item && <EvidenceName name={item.originalName} />}</span>
      {children}
      <Tooltip label={t('remove')}>
        <ActionIcon size={24} aria-label={t('remove')} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
