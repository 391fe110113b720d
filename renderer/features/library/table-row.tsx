import { IconAlertTriangle } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { formatNumber, formatStated, statedParts } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import styles from './evidence-list.module.css';
import { durationText } from './item-length.ts';
import { itemState } from './item-state.ts';
import { KindIcon } from './kind-icon.tsx';
import { type ListedProps, listedAttributes } from './list-attributes.ts';
import { Thumbnail } from './thumbnail.tsx';

interface TableRowProps extends ListedProps {
  readonly item: Item;
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly top: number;
}

export const TableRow = memo(function TableRow({ item, index, top, ...listed }: TableRowProps) {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const state = itemState(item);
  const length = durationText(item) ?? (item.pages === null ? '' : t('pages', { count: item.pages }));
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)` }}
      {...listedAttributes(item.id, listed)}
    >
      <td className={styles.thumb}>
        <Thumbnail item={item} iconSize={16} />
      </td>
      <td className="ellipsis">
        <EvidenceName name={item.originalName} />
      </td>
      <td className={`${styles.kind} ${styles.secondary}`}>
        <KindIcon kind={item.kind} size={14} />
        <span className="ellipsis">{t(`kind.${item.kind}`)}</span>
      </td>
      <td className={`ellipsis ${styles.right}`}>{length}</td>
      <td className={`ellipsis ${styles.stated}`}>
        <Recorded at={item.recorded} />
      </td>
      <td className="ellipsis">{item.place}</td>
      <td className={styles.right}>{item.marks > 0 ? formatNumber(item.marks, language) : ''}</td>
      <td className={`ellipsis ${styles.state}`} data-state={state}>
        {t(`state.${state}`)}
      </td>
      <td className={styles.right}>
        {item.warnings.length > 0 && (
          <span className={styles.warned} title={item.warnings.map((each) => each.message).join('\n')}>
            <IconAlertTriangle size={14} aria-hidden />
            {item.warnings.length}
          </span>
        )}
      </td>
    </tr>
  );
});

/** When the recording began; a narrow column leaves out seconds and zone, which stay in the tooltip. */
function Recorded({ at }: { at: string | null }) {
  if (at === null) return null;
  const { minute, rest } = statedParts(at);
  return (
    <span title={formatStated(at)}>
      {minute}
      <span className={styles.restOfTime}>{rest}</span>
    </span>
  );
}
