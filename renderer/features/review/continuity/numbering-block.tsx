import { useTranslation } from 'react-i18next';
import type { FileNumbering } from '../../../../shared/continuity.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { visibleText } from '../../../lib/visible-escapes.ts';
import styles from './continuity-panel.module.css';
import { rangesText } from './finding-groups.ts';

/** The camera's run of numbers around this file: which are in the library, and which are not. */
export function NumberingBlock({ numbering }: { numbering: FileNumbering }) {
  const { t } = useTranslation('review-continuity');
  const language = useLanguage();
  const { pattern, here, present, missing, missingCount } = numbering;
  const rest = missingCount - missing.length;
  const count = (value: number) => formatNumber(value, language);
  return (
    <section className={styles.group} aria-label={t('numbering.title')}>
      <h3>{t('numbering.title')}</h3>
      <dl className={styles.numbers}>
        <dt>{t('numbering.pattern')}</dt>
        <dd className="mono selectable">{visibleText(pattern)}</dd>
        <dt>{t('numbering.here')}</dt>
        <dd className="mono selectable">{rangesText([here], pattern)}</dd>
        <dt>{t('numbering.presentCount', { n: count(present.length), count: present.length })}</dt>
        <dd className="mono selectable">{rangesText(present, pattern)}</dd>
        <dt>{t('numbering.missingCount', { n: count(missingCount), count: missingCount })}</dt>
        <dd className="mono selectable" data-missing={missingCount > 0 || undefined}>
          {missingCount === 0 ? t('numbering.none') : rangesText(missing, pattern)}
          {rest > 0 && ` ${t('numbering.more', { n: count(rest), count: rest })}`}
        </dd>
      </dl>
    </section>
  );
}
