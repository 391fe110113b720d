import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './documents.module.css';

const ROWS = [
  { keys: ['M'], text: 'whole' },
  { keys: ['PageUp', 'PageDown'], text: 'page' },
  { keys: ['[', ']'], text: 'beside' },
] as const;

/** What the inspector says while nothing is selected: how to begin. */
export function DocumentHelp() {
  const { t } = useTranslation('documents');
  return (
    <div className={styles.help}>
      <h3>{t('noMarkTitle')}</h3>
      <p>{t('dragToMark')}</p>
      {ROWS.map(({ keys, text }) => (
        <div key={text} className={styles.helpRow}>
          <span>
            {keys.map((key) => (
              <Kbd key={key} keys={key} />
            ))}
          </span>
          <span>{t(`help.${text}`)}</span>
        </div>
      ))}
    </div>
  );
}
