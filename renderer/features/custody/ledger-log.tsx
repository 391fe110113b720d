import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/commands/commands.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel, PanelHeader } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './custody.module.css';
import { LedgerFilters } from './ledger-filters.tsx';
import { LedgerLine } from './ledger-line.tsx';
import { EVERYTHING, type LedgerRow, rowMatches } from './ledger-rows.ts';
import { useLedgerRows } from './use-ledger-rows.ts';

const LINE_HEIGHT = 36;

/** The lines that are in sight. Open ones grow, so every line is measured where it is drawn. */
function Lines({ rows }: { rows: readonly LedgerRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (seq: number) => {
    const next = new Set(open);
    if (!next.delete(seq)) next.add(seq);
    setOpen(next);
  };
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (at) => rows[at]?.entry.seq ?? at,
    overscan: 12,
  });
  return (
    <div ref={scroller} className={styles.scroller}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.slot}
              style={{ transform: `translateY(${start}px)` }}
            >
              <LedgerLine row={row} open={open.has(row.entry.seq)} onToggle={() => toggle(row.entry.seq)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The ledger as a log that can be read and searched, newest first. */
export function LedgerLog() {
  const { t } = useTranslation('custody');
  const language = useLanguage();
  const { query, rows } = useLedgerRows();
  const [filter, setFilter] = useState(EVERYTHING);
  const search = useRef<HTMLInputElement>(null);
  const shown = rows.filter((row) => rowMatches(row, filter));
  const number = (value: number) => formatNumber(value, language);
  const count =
    shown.length === rows.length
      ? number(rows.length)
      : t('count', { shown: number(shown.length), total: number(rows.length) });
  useCommands([
    {
      id: 'custody.search',
      title: t('command.search'),
      keys: ['Mod+F', '/'],
      group: t('title'),
      run: () => search.current?.focus(),
    },
  ]);
  return (
    <Panel label={t('ledger')}>
      <PanelHeader title={t('ledger')} count={query.data === undefined ? undefined : count} />
      <LedgerFilters rows={rows} filter={filter} onFilter={setFilter} searchRef={search} />
      {query.isPending && <SkeletonRows rows={14} height={LINE_HEIGHT} />}
      {query.isError && <ErrorNote error={query.error} title={t('failed')} />}
      {query.data !== undefined && shown.length === 0 && (
        <EmptyState title={t('filter.nothing')}>
          <Button onClick={() => setFilter(EVERYTHING)}>{t('filter.clear')}</Button>
        </EmptyState>
      )}
      {shown.length > 0 && <Lines rows={shown} />}
    </Panel>
  );
}
