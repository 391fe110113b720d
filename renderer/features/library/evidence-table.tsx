import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import styles from './evidence-list.module.css';
import { scrollOffsets, view } from './library-view.ts';
import { listAttributes } from './list-attributes.ts';
import { Spacer } from './spacer.tsx';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';

const ROW = 36;
/** The head stays in sight above the rows. */
const HEAD = 28;

interface EvidenceTableProps {
  readonly shown: readonly Item[];
  readonly order: readonly string[];
  readonly onOpen: (id: string) => void;
}

/** The items as a table. Only the rows in sight exist; the table itself has the focus and names its current row. */
export function EvidenceTable({ shown, order, onOpen }: EvidenceTableProps) {
  const { t } = useTranslation('library');
  const scroll = useRef<HTMLTableElement>(null);
  const { selection, sort } = view.use();
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    initialOffset: scrollOffsets.table,
    getItemKey: (n) => order[n] ?? n,
  });
  const at = selection.focus === null ? -1 : order.indexOf(selection.focus);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows]);
  const pageRows = () => Math.floor(((scroll.current?.clientHeight ?? HEAD) - HEAD) / ROW);
  return (
    <table
      ref={scroll}
      className={styles.list}
      onScroll={(event) => {
        scrollOffsets.table = event.currentTarget.scrollTop;
      }}
      aria-rowcount={shown.length + 1}
      {...listAttributes({ label: t('items'), selection, order, columns: 1, pageRows, onOpen })}
    >
      <TableHead sort={sort} />
      <tbody className={styles.body}>
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const item = shown[index];
          if (item === undefined) return null;
          return (
            <TableRow
              key={key}
              item={item}
              index={index}
              top={start - HEAD}
              selected={selection.ids.has(item.id)}
              focused={selection.focus === item.id}
              order={order}
              onOpen={onOpen}
            />
          );
        })}
        <Spacer height={rows.getTotalSize()} />
      </tbody>
    </table>
  );
}
