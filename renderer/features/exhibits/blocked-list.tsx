import { useTranslation } from 'react-i18next';
import type { BlockedMark } from '../../../shared/exhibit.ts';
import styles from './result.module.css';

interface BlockedProps {
  readonly blocked: readonly BlockedMark[];
  readonly onSelect: (markId: string) => void;
}

/** What the export left out, and which facts it lacked. */
export function BlockedList({ blocked, onSelect }: BlockedProps) {
  const { t } = useTranslation('exhibits');
  if (blocked.length === 0) return null;
  return (
    <section>
      <h2>{t('result.blocked', { count: blocked.length })}</h2>
      <ul className={styles.blocked}>
        {blocked.map((mark) => (
          <li key={mark.markId}>
            <button type="button" onClick={() => onSelect(mark.markId)}>
              <span className="ellipsis">{mark.title}</span>
              <span className={styles.reason}>
                {t('result.lacks', { facts: mark.missing.map((field) => t(`fact.${field}`)).join(', ') })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
