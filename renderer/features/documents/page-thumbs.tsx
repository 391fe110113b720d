import { VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { media } from '../../host/media-urls.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Panel, PanelHeader } from '../../ui/panel.tsx';
import type { Size } from '../../ui/viewer/zoom-geometry.ts';
import styles from './documents.module.css';
import { THUMB_WIDTH } from './page-view.tsx';

interface PageThumbsProps {
  readonly item: Item;
  readonly pages: readonly Size[];
  readonly page: number;
  /** Marks on each page, by page number. */
  readonly marks: ReadonlyMap<number, number>;
  readonly onGo: (page: number) => void;
}

const WIDTH = 92;
const AROUND = 30;

/** Every page small; only those in sight are made. */
export function PageThumbs({ item, pages, page, marks, onGo }: PageThumbsProps) {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const heightOf = (at: number) => {
    const size = pages[at];
    return size ? Math.min(200, Math.max(24, (WIDTH * size.height) / Math.max(1, size.width))) : 120;
  };
  const rows = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heightOf(at) + AROUND,
    overscan: 3,
  });
  useEffect(() => rows.scrollToIndex(page - 1, { align: 'auto' }), [page, rows]);
  return (
    <Panel label={t('pages')}>
      <PanelHeader title={t('pages')} count={formatNumber(pages.length, language)} />
      <div ref={scroller} className={styles.thumbs}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((row) => (
            <button
              key={row.key}
              type="button"
              className={styles.thumb}
              style={{ transform: `translateY(${row.start}px)`, height: row.size }}
              aria-current={row.index + 1 === page ? 'page' : undefined}
              onClick={() => onGo(row.index + 1)}
            >
              <img
                src={media.page(item.sha256, row.index + 1, THUMB_WIDTH)}
                alt=""
                width={WIDTH}
                height={heightOf(row.index)}
                loading="lazy"
                draggable={false}
              />
              <span className={styles.thumbFoot}>
                <VisuallyHidden>{t('page')}</VisuallyHidden>
                {formatNumber(row.index + 1, language)}
                {(marks.get(row.index + 1) ?? 0) > 0 && (
                  <span className={styles.thumbMarks}>{marks.get(row.index + 1)}</span>
                )}
              </span>
            </button>
          ))}
        </div>
      </div>
    </Panel>
  );
}
