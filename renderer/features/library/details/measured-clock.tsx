import { useTranslation } from 'react-i18next';
import { clockWords } from '../../../../shared/clock-words.ts';
import type { Item } from '../../../../shared/evidence.ts';
import { useGo } from '../../../app/navigation.ts';
import { useClockWords } from '../../../ui/marks/use-clock-words.ts';
import styles from './details.module.css';

/** The measured clocks of the selected items, read only: they are read at pictures, so in Review. */
export function MeasuredClock({ selected }: { selected: readonly Item[] }) {
  const { t } = useTranslation('review-clock');
  const { words } = useClockWords();
  const go = useGo();
  const measured = selected.filter(({ timing }) => timing !== null);
  const [item] = selected;
  const withPictures = item !== undefined && item.kind === 'video' && (item.frames ?? 0) > 0;
  if (selected.length === 1 && item !== undefined && item.timing === null) {
    if (!withPictures) return null;
    return (
      <button type="button" className={styles.link} onClick={() => go.clock(item)}>
        {t('library.readIt')}
      </button>
    );
  }
  if (measured.length === 0) return null;
  const [one] = measured;
  return (
    <div className={styles.measured} data-testid="measured-clock">
      <span className={styles.placeLine}>
        {t('library.title', { count: measured.length })}
        {selected.length === 1 && withPictures && (
          <button type="button" className={styles.link} onClick={() => go.clock(item)}>
            {t('library.open')}
          </button>
        )}
      </span>
      {selected.length === 1 && one?.timing && <span>{clockWords(one.timing, words)}</span>}
      <span className="dim">{t('library.replaces')}</span>
    </div>
  );
}
