import { IconAlertTriangle, IconBookmark } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import styles from './evidence-list.module.css';
import { durationText } from './item-length.ts';
import { itemState } from './item-state.ts';
import { cardAttributes, type ListedProps } from './list-attributes.ts';
import { Thumbnail } from './thumbnail.tsx';

interface GridCardProps extends ListedProps {
  readonly item: Item;
}

export const GridCard = memo(function GridCard({ item, ...listed }: GridCardProps) {
  const { t } = useTranslation('library');
  const length = durationText(item) ?? (item.pages === null ? '' : t('pages', { count: item.pages }));
  return (
    <td className={styles.card} {...cardAttributes(item.id, listed)}>
      <span className={styles.thumb}>
        <Thumbnail item={item} iconSize={32} />
      </span>
      <EvidenceName name={item.originalName} />
      <span className={styles.cardLine}>
        <span className="ellipsis">
          {item.pending ? t(`state.${itemState(item)}`) : length || t(`kind.${item.kind}`)}
        </span>
        <span className={styles.cardSigns}>
          {item.marks > 0 && (
            <span className={styles.warned} style={{ color: 'var(--mark)' }} title={t('marks', { count: item.marks })}>
              <IconBookmark size={13} aria-hidden />
              {item.marks}
            </span>
          )}
          {item.warnings.length > 0 && (
            <span className={styles.warned} title={item.warnings.map((each) => each.message).join('\n')}>
              <IconAlertTriangle size={13} aria-hidden />
              {item.warnings.length}
            </span>
          )}
        </span>
      </span>
    </td>
  );
});
