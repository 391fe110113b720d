import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/use-language.ts';
import { visibleText } from '../../lib/visible-escapes.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './custody.module.css';
import { LedgerEntryDetails } from './ledger-entry-details.tsx';
import type { LedgerRow } from './ledger-rows.ts';

interface LineProps {
  readonly row: LedgerRow;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** Day and time of an entry in the zone of this machine, to the second. */
function useWhen(at: string): { day: string; time: string } {
  const language = useLanguage();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return { day: at, time: '' };
  return {
    day: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(date),
    time: new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }).format(date),
  };
}

/** One entry of the ledger: when, who, what, to what. Opens to all that it says. */
export function LedgerLine({ row, open, onToggle }: LineProps) {
  const { t } = useTranslation('custody');
  const { entry, subject, words } = row;
  const { day, time } = useWhen(entry.at);
  const name = subject.name === null ? '' : visibleText(subject.name);
  return (
    <div className={styles.line} data-open={open || undefined}>
      <div className={styles.head}>
        <button type="button" className={styles.toggle} aria-expanded={open} onClick={onToggle}>
          <IconChevronRight size={14} className={styles.chevron} />
          <span className={styles.seq}>{entry.seq}</span>
          <span className={styles.when} title={entry.at}>
            {day} <span className={styles.time}>{time}</span>
          </span>
          <span className={styles.who}>{entry.operator}</span>
          <span className={styles.what}>{words}</span>
          <span className={styles.subject} title={name}>
            {name}
          </span>
        </button>
        <span className={styles.short} title={entry.hash}>
          {entry.hash.slice(0, 8)}
        </span>
        <CopyButton value={entry.hash} what={t('entry.hash')} />
      </div>
      {open && <LedgerEntryDetails row={row} />}
    </div>
  );
}
