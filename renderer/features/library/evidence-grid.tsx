import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import styles from './evidence-list.module.css';
import { GridCard } from './grid-card.tsx';
import { scrollOffsets, view } from './library-view.ts';
import { listAttributes } from './list-attributes.ts';
import { Spacer } from './spacer.tsx';

const CARD_WIDTH = 176;
const ROW = 172;

interface EvidenceGridProps {
  readonly shown: readonly Item[];
  readonly order: readonly string[];
  readonly onOpen: (id: string) => void;
}

/** The items as pictures. Only the rows in sight exist. */
export function EvidenceGrid({ shown, order, onOpen }: EvidenceGridProps) {
  const { t } = useTranslation('library');
  const scroll = useRef<HTMLTableElement>(null);
  const { ref, width } = useElementSize<HTMLTableElement>();
  const both = useMergedRef(ref, scroll);
  const { selection } = view.use();
  const columns = Math.max(1, Math.floor((width - 24) / CARD_WIDTH));
  const rows = useVirtualizer({
    count: Math.ceil(shown.length / columns),
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 3,
    initialOffset: scrollOffsets.grid,
  });
  const at = selection.focus === null ? -1 : order.indexOf(selection.focus);
  const row = at < 0 ? -1 : Math.floor(at / columns);
  useEffect(() => {
    if (row >= 0) rows.scrollToIndex(row, { align: 'auto' });
  }, [row, rows]);
  const pageRows = () => Math.floor((scroll.current?.clientHeight ?? ROW) / ROW);
  return (
    <table
      ref={both}
      className={styles.list}
      onScroll={(event) => {
        scrollOffsets.grid = event.currentTarget.scrollTop;
      }}
      aria-rowcount={Math.ceil(shown.length / columns)}
      aria-colcount={columns}
      {...listAttributes({ label: t('items'), selection, order, columns, pageRows, onOpen })}
    >
      <tbody className={styles.body}>
        {width > 0 &&
          rows.getVirtualItems().map(({ index, start }) => (
            <tr
              key={index}
              className={styles.cardRow}
              aria-rowindex={index + 1}
              style={{
                height: ROW,
                transform: `translateY(${start}px)`,
                gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              }}
            >
              {shown.slice(index * columns, (index + 1) * columns).map((item) => (
                <GridCard
                  key={item.id}
                  item={item}
                  selected={selection.ids.has(item.id)}
                  focused={selection.focus === item.id}
                  order={order}
                  onOpen={onOpen}
                />
              ))}
            </tr>
          ))}
        <Spacer height={rows.getTotalSize()} />
      </tbody>
    </table>
  );
}
