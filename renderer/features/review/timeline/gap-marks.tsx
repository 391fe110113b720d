import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../../../../shared/picture-gaps.ts';
import { lengthText } from '../../../../shared/wall-text.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import styles from './timeline.module.css';
import type { TimelineView } from './use-timeline-view.ts';

interface GapMarksProps {
  readonly timeline: TimelineView;
  readonly gaps: readonly Gap[];
}

/** Narrower ones are hatched without words. */
const WORDS_PX = 64;

/** Stretches without pictures: hatched, with their length. */
export const GapMarks = memo(function GapMarks({ timeline, gaps }: GapMarksProps) {
  const { t } = useTranslation('review-timeline');
  const language = useLanguage();
  const units = { day: t('unit.day'), hour: t('unit.hour'), minute: t('unit.minute'), second: t('unit.second') };
  const { view, x, width } = timeline;
  const end = view.start + view.span;
  return gaps
    .filter((gap) => gap.end >= view.start && gap.start <= end)
    .map((gap) => {
      const length = lengthText((gap.end - gap.start) * 1000, units);
      const frame = formatNumber(gap.after, language);
      const label = gap.after < 0 ? t('soundBefore', { time: length }) : t('gap', { time: length, frame });
      const left = Math.max(-2, x(gap.start));
      const wide = Math.max(2, Math.min(width + 2, x(gap.end)) - left);
      return (
        <span
          key={gap.after}
          className={styles.gap}
          role="img"
          aria-label={label}
          title={label}
          style={{ left, width: wide }}
        >
          {wide >= WORDS_PX && <span className={styles.gapLength}>{length}</span>}
        </span>
      );
    });
});
