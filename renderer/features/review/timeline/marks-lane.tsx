import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FrameIndex, intervalSeconds } from '../../../../shared/frames.ts';
import type { Mark } from '../../../../shared/mark.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
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

/** Every mark where it lies, with its code, so that its colour never stands alone. */
export const MarksLane = memo(function MarksLane({ timeline, index, lanes, selected, onOpen }: MarksLaneProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { view, x } = timeline;
  return (
    <>
      {lanes.map(({ mark, first, last, row }) => {
        const { start, end } = intervalSeconds(index, first, last);
        if (end < view.start || start > view.start + view.span) return null;
        const left = Math.max(-4, x(start));
        const code = mark.violations.join(' ');
        const label = t('timeline.mark', {
          title: mark.title,
          in: formatNumber(first, language),
          out: formatNumber(last, language),
        });
        return (
          <button
            key={mark.id}
            type="button"
            className={styles.mark}
            data-group={mark.violations[0]?.charAt(0)}
            data-selected={mark.id === selected || undefined}
            style={{
              left,
              width: Math.max(4, Math.min(timeline.width + 4, x(end)) - left),
              top: 4 + row * MARK_ROW_PX,
            }}
            title={label}
            aria-label={`${code} ${label}`.trim()}
            onClick={() => onOpen(mark)}
          >
            {code === '' ? mark.title : code}
          </button>
        );
      })}
    </>
  );
});
