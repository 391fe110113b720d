import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { visibleText } from '../../lib/visible-escapes.ts';
import { DifferingList } from './differing-list.tsx';
import styles from './missing.module.css';
import { type MissingFact, missingList, othersLacking } from './missing-list.ts';
import { PlaceFact } from './place-fact.tsx';
import { RecordedFact } from './recorded-fact.tsx';
import { type FactEditorProps, TextFact } from './text-fact.tsx';

/** Rows shown before a person asks for all of them. */
const FIRST = 40;

function Editor(props: FactEditorProps) {
  const { field } = props.fact;
  switch (field) {
    case 'place':
      return <PlaceFact {...props} />;
    case 'recorded':
      return <RecordedFact {...props} />;
    case 'clock':
    case 'source':
    case 'custodian':
      return <TextFact {...props} />;
    default:
      return assertNever(field);
  }
}

interface RowProps {
  readonly fact: MissingFact;
  readonly others: readonly string[];
  readonly open: boolean;
  readonly onToggle: () => void;
}

function numbersOf({ exhibits }: MissingFact): string {
  const shown = exhibits.slice(0, 3).map((exhibit) => exhibit.number);
  return exhibits.length > shown.length ? `${shown.join(', ')} +${exhibits.length - shown.length}` : shown.join(', ');
}

function MissingRow({ fact, others, open, onToggle }: RowProps) {
  const { t } = useTranslation('exhibits');
  const about = fact.placeCode === null ? visibleText(fact.itemName) : t('missing.placeCode', { code: fact.placeCode });
  return (
    <li className={styles.item} data-open={open || undefined}>
      <button type="button" className={styles.row} aria-expanded={open} onClick={onToggle} title={about}>
        <span className={styles.numbers}>{numbersOf(fact)}</span>
        <span className={styles.fact}>
          {t(`fact.${fact.field}`)}
          <span className={styles.about}>{about}</span>
        </span>
        <span className={styles.fill}>{t(open ? 'missing.close' : 'missing.fill')}</span>
      </button>
      {open && <Editor fact={fact} others={others} onClose={onToggle} />}
    </li>
  );
}

/** Every fact that keeps an exhibit from leaving, each with its field right there, and exhibits that a person should compare. */
export function MissingPanel({ exhibits }: { exhibits: readonly PresentedExhibit[] }) {
  return (
    <>
      <MissingFacts exhibits={exhibits} />
      <DifferingList exhibits={exhibits} />
    </>
  );
}

function MissingFacts({ exhibits }: { exhibits: readonly PresentedExhibit[] }) {
  const { t } = useTranslation('exhibits');
  const [open, setOpen] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const list = missingList(exhibits);
  const shown = all ? list : list.slice(0, FIRST);
  if (exhibits.length === 0) return <p className={styles.complete}>{t('missing.nothingChosen')}</p>;
  if (list.length === 0) {
    return (
      <p className={styles.complete}>
        <IconCheck size={16} />
        {t('missing.none')}
      </p>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {shown.map((fact) => (
          <MissingRow
            key={fact.key}
            fact={fact}
            others={othersLacking(list, fact)}
            open={fact.key === open}
            onToggle={() => setOpen(fact.key === open ? null : fact.key)}
          />
        ))}
      </ul>
      {shown.length < list.length && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('missing.showAll', { count: list.length })}
        </button>
      )}
    </>
  );
}
