import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGo } from '../../app/navigation.ts';
import { useQueryCall } from '../../host/host.ts';
import { visibleText } from '../../lib/visible-escapes.ts';
import { Facts } from '../../ui/facts.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import styles from './custody.module.css';
import { detailRows } from './detail-rows.ts';
import type { LedgerRow } from './ledger-rows.ts';

/** A way to where the subject can be looked at now; nothing when it is gone. */
function OpenSubject({ row }: { row: LedgerRow }) {
  const { t } = useTranslation('custody');
  const go = useGo();
  const items = useQueryCall('evidence.list', {}).data;
  const marks = useQueryCall('marks.list', {}).data;
  const { open } = row.subject;
  const item = items?.find((each) => each.id === open?.evidenceId);
  const mark = marks?.find((each) => each.id === open?.markId);
  if (item === undefined) return null;
  return (
    <Anchor component="button" type="button" onClick={() => (mark === undefined ? go.evidence(item) : go.mark(mark))}>
      {t('entry.open')}
    </Anchor>
  );
}

/** Digests and instants, which are compared sign by sign. */
const EXACT = /^(?:[0-9a-f]{32,}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** All that an entry says, as keys and values, with the hashes that tie it to its neighbours. */
export function LedgerEntryDetails({ row }: { row: LedgerRow }) {
  const { t } = useTranslation('custody');
  const { entry } = row;
  // The id is told above already.
  const { id, ...rest } = entry.details;
  const { rows, more } = detailRows(id === entry.subject ? rest : entry.details);
  return (
    <div className={styles.details} id={`entry-${entry.seq}`}>
      <Facts>
        <dt>{t('entry.time')}</dt>
        <dd className="mono">{entry.at}</dd>
        <dt>{t('entry.action')}</dt>
        <dd className="mono">{entry.action}</dd>
        {entry.subject !== null && (
          <>
            <dt>{t('entry.subject')}</dt>
            <dd className="mono">
              {entry.subject} <OpenSubject row={row} />
            </dd>
          </>
        )}
        {rows.map(({ path, value }) => (
          <div key={path.join('\n')}>
            <dt>{path.map((key) => t(`key.${key}`, { defaultValue: key })).join(' › ')}</dt>
            <dd className={EXACT.test(value) ? 'mono' : undefined}>{visibleText(value)}</dd>
          </div>
        ))}
        <dt>{t('entry.hash')}</dt>
        <dd>
          <HashText value={entry.hash} what={t('entry.hash')} />
        </dd>
        <dt>{t('entry.previous')}</dt>
        <dd>
          <HashText value={entry.prev} what={t('entry.previous')} />
        </dd>
      </Facts>
      {more > 0 && <p className="faint">{t('entry.more', { count: more })}</p>}
    </div>
  );
}
