import { Tooltip, VisuallyHidden } from '@mantine/core';
import { type Icon, IconFileText, IconFolders, IconGavel, IconLink, IconMovie } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './frame.module.css';
import { ROOMS, type RoomId } from './rooms.ts';

const ICONS: Readonly<Record<RoomId, Icon>> = {
  library: IconFolders,
  review: IconMovie,
  documents: IconFileText,
  exhibits: IconGavel,
  custody: IconLink,
};

/** The rooms of the workstation. */
export function Rail() {
  const { t } = useTranslation('app');
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      {ROOMS.map(({ id, to, keys }) => {
        const RoomIcon = ICONS[id];
        const label = (
          <span style={{ display: 'flex', gap: 8 }}>
            {t(`rail.${id}`)} <Kbd keys={keys} />
          </span>
        );
        return (
          <Tooltip key={id} label={label} position="right">
            <Link to={to} className={styles.railItem}>
              <RoomIcon size={18} stroke={1.6} aria-hidden />
              <VisuallyHidden>{t(`rail.${id}`)}</VisuallyHidden>
              <span aria-hidden>{t(`rail.short.${id}`)}</span>
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}
