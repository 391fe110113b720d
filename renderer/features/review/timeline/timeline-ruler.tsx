import { memo } from 'react';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { type RecordedAt, secondsOfDay } from '../../../ui/marks/wall-clock.ts';
import styles from './timeline.module.css';
import { frameTicks, tickText, timeTicks } from './timeline-scale.ts';
import type { TimelineView } from './use-timeline-view.ts';

export type RulerKind = 'time' | 'clock' | 'frames';

interface RulerProps {
  readonly timeline: TimelineView;
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  readonly kind: RulerKind;
}

const LABEL_PX = 96;

/** Round times or frame numbers along the top. */
export const TimelineRuler = memo(function TimelineRuler({ timeline, index, recorded, kind }: RulerProps) {
  const language = useLanguage();
  const { view, width } = timeline;
  const first = ptsToSeconds(index.pts[0] ?? 0, index.timeBase);
  const origin = kind === 'clock' && recorded ? secondsOfDay(recorded) - first : 0;
  const frames = kind === 'frames';
  const { step, ticks } = frames
    ? { step: 0, ticks: frameTicks(index, view, width, LABEL_PX) }
    : timeTicks(view, width, LABEL_PX, origin);
  return (
    <div className={styles.ruler} aria-hidden="true">
      {ticks.map((tick) => (
        <span
          key={tick.value}
          className={styles.tick}
          style={{ transform: `translateX(${timeline.x(tick.seconds)}px)` }}
        >
          {frames ? formatNumber(tick.value, language) : tickText(tick.value, step)}
        </span>
      ))}
    </div>
  );
});
