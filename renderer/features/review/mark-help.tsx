import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './review.module.css';

const ROWS = [
  { keys: ['I', 'O'], text: 'range' },
  { keys: ['M'], text: 'begin' },
  { keys: ['[', ']'], text: 'beside' },
  { keys: ['G'], text: 'goTo' },
] as const;

/** What the inspector says while nothing is selected: how to begin. */
export function MarkHelp() {
  const { t } = useTranslation('review');
  return (
    <div className={styles.help}>
      <h3>{t('noMarkTitle')}</h3>
      {ROWS.map(({ keys, text }) => (
        <div key={text} className={styles.helpRow}>
          <span>
            {keys.map((key) => (
              <Kbd key={key} keys={key} />
            ))}
          </span>
          <span>{t(`noMark.${text}`)}</span>
        </div>
      ))}
    </div>
  );
}
