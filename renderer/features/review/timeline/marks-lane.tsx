import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FrameIndex, intervalSeconds } from '../../../../shared/frames.ts';
import type { Mark } from '../../../../shared/mark.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { markLabel } from './mark-label.ts';
import type { LaneMark } from './mark-lanes.ts';
import styles from './timeline.module.css';
import type { TimelineView } from './use-timeline-view.ts';

interface MarksLaneProps {
  readonly timeline: TimelineView;
  readonly index: FrameIndex;
  readonly lanes: readonly LaneMark[];
  readonly selected: string | null;
  readonly onOpen: (mark: Mark) => void;
}

export const MARK_ROW_PX = 24;
const LEAST_PX = 4;

/** Every mark where it lies, with its code, so that its colour never stands alone. */
export const MarksLane = memo(function MarksLane({ timeline, index, lanes, selected, onOpen }: MarksLaneProps) {
  const { t } = useTranslation('review-timeline');
  const language = useLanguage();
  const { view, x, width } = timeline;
  return (
    <>
      {lanes.map(({ mark, first, last, row }) => {
        const { start, end } = intervalSeconds(index, first, last);
        if (end < view.start || start > view.start + view.span) return null;
        // A mark that begins before the view has its label at the view's edge.
        const left = Math.max(-4, x(start));
        const wide = Math.max(LEAST_PX, Math.min(width + 4, x(end)) - left);
        const name = t('mark', {
          title: mark.title,
          in: formatNumber(first, language),
          out: formatNumber(last, language),
        });
        const label = markLabel(mark, wide);
        return (
          <button
            key={mark.id}
            type="button"
            className={styles.mark}
            data-group={mark.violations[0]?.charAt(0)}
            data-selected={mark.id === selected || undefined}
            data-more={label.more || undefined}
            data-narrow={label.code === '' || undefined}
            style={{ left, width: wide, top: 4 + row * MARK_ROW_PX }}
            title={`${mark.violations.join(' ')} ${name}`.trim()}
            aria-label={`${mark.violations.join(' ')} ${name}`.trim()}
            aria-pressed={mark.id === selected}
            onClick={() => onOpen(mark)}
          >
            {label.code} {label.title !== '' && <span className={styles.markTitle}>{label.title}</span>}
          </button>
        );
      })}
    </>
  );
});
