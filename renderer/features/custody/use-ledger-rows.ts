import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEntry } from '../../../shared/custody.ts';
import { useQueryCall } from '../../host/host.ts';
import type { LedgerRow } from './ledger-rows.ts';
import { type Subject, subjectKind, subjectNamer, summaryOf } from './ledger-subjects.ts';

/** Every entry with its action and its subject in words, newest first. */
export function useLedgerRows() {
  const { t } = useTranslation('custody');
  const query = useQueryCall('custody.ledger', {});
  const items = useQueryCall('evidence.list', {}).data;
  const marks = useQueryCall('marks.list', {}).data;
  const entries = query.data?.entries;
  const rows = useMemo<LedgerRow[]>(() => {
    if (entries === undefined) return [];
    const subject = subjectNamer(entries, items ?? [], marks ?? []);
    const named = (entry: LedgerEntry): Subject => {
      const summary = summaryOf(entry);
      if (summary === null) return subject(entry);
      const { key, count, what } = summary;
      return { kind: subjectKind(entry.action), name: t(`summary.${key}`, { count, what }), open: null };
    };
    const made = entries.map((entry) => ({
      entry,
      subject: named(entry),
      // An action that this version has no words for is shown as it stands in the ledger.
      words: t(`action.${entry.action}`, { defaultValue: entry.action }),
    }));
    return made.reverse();
  }, [entries, items, marks, t]);
  return { query, rows };
}
