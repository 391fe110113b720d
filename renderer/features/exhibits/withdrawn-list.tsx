import { useTranslation } from 'react-i18next';
import type { BundleState } from '../../../shared/exhibit-recipe.ts';
import styles from './recipe.module.css';

/** Numbers that were given and withdrawn: the gaps that the bundle will name. */
export function WithdrawnList({ withdrawn }: Pick<BundleState, 'withdrawn'>) {
  const { t } = useTranslation('exhibits');
  if (withdrawn.length === 0) return null;
  return (
    <section className={styles.withdrawn} aria-label={t('withdrawn.title')}>
      <h3>{t('withdrawn.title')}</h3>
      <ul>
        {withdrawn.map(({ label, markId }) => (
          <li key={markId}>{label}</li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('withdrawn.text')}</p>
    </section>
  );
}
