import { useTranslation } from 'react-i18next';
import type { LedgerEntry } from '../../../../shared/custody.ts';
import type { Item } from '../../../../shared/evidence.ts';
import { useQueryCall } from '../../../host/host.ts';
import { formatInstant } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import styles from './details.module.css';

/** What was done to an item, by whom and when, the latest first. */
export function ItemHistory({ item }: { item: Item }) {
  const { t } = useTranslation('library');
  const ledger = useQueryCall('custody.ledger', { subject: item.id });
  const entries = ledger.data?.entries.toSorted((a, b) => b.seq - a.seq) ?? [];
  return (
    <section className={styles.section} aria-label={t('history.title')}>
      <h3>{t('history.title')}</h3>
      {ledger.isPending && <SkeletonRows rows={1} height={37} />}
      {ledger.isError && <ErrorNote error={ledger.error} />}
      <ol className={styles.history}>
        {entries.map((entry) => (
          <HistoryLine key={entry.seq} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function HistoryLine({ entry }: { entry: LedgerEntry }) {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const action = t(`history.action.${entry.action.replace('.', '-')}`, { defaultValue: entry.action });
  return (
    <li className={styles.event}>
      <span>{action}</span>
      <span className="faint">{t('history.seq', { seq: entry.seq })}</span>
      <span className={styles.eventWho}>
        {entry.operator} · {formatInstant(entry.at, language)}
      </span>
    </li>
  );
}
