import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FrameIndex, lastAtOrBefore } from '../../../../shared/frames.ts';
import type { Gap } from '../../../../shared/picture-gaps.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import { formatDuration, formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import styles from './timeline.module.css';
import { framesInView } from './timeline-scale.ts';
import type { FilmCell } from './use-filmstrip.ts';
import type { TimelineView } from './use-timeline-view.ts';

interface PictureLaneProps {
  readonly timeline: TimelineView;
  readonly index: FrameIndex;
  readonly cells: readonly FilmCell[];
  readonly gaps: readonly Gap[];
}

/** Ticks closer than this would be a grey bar that says nothing. */
const LEAST_TICK_PX = 5;

/** An SVG path with a short upright stroke at every x. */
const strokes = (xs: readonly number[], from: number, to: number): string =>
  xs.map((x) => `M${x.toFixed(1)} ${from}V${to}`).join('');

function useTicks(timeline: TimelineView, index: FrameIndex): { frames: string; keys: string } {
  const { view, width } = timeline;
  return useMemo(() => {
    const { first, last } = framesInView(index, view);
    const x = (n: number) => ((ptsToSeconds(index.pts[n] ?? 0, index.timeBase) - view.start) / view.span) * width;
    const keys = index.keys.slice(Math.max(0, lastAtOrBefore(index.keys, first)), lastAtOrBefore(index.keys, last) + 1);
    const frames = Array.from({ length: last - first + 1 }, (_, k) => first + k);
    return {
      frames: frames.length * LEAST_TICK_PX <= width ? strokes(frames.map(x), 0, 4) : '',
      keys: keys.length * LEAST_TICK_PX <= width ? strokes(keys.map(x), 0, 8) : '',
    };
  }, [index, view, width]);
}

/** A strip of pictures, with ticks at frames and key frames when there is room, and stretches without pictures. */
export const PictureLane = memo(function PictureLane({ timeline, index, cells, gaps }: PictureLaneProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const ticks = useTicks(timeline, index);
  const { view, x } = timeline;
  const seen = gaps.filter((gap) => gap.end >= view.start && gap.start <= view.start + view.span);
  return (
    <div className={styles.pictures}>
      {cells.map((cell) => (
        <span key={cell.at} className={styles.cell} style={{ left: cell.left, width: cell.width }}>
          {cell.url !== null && <img src={cell.url} alt="" draggable={false} />}
        </span>
      ))}
      {seen.map((gap) => {
        const label = t('timeline.gap', {
          time: formatDuration(gap.end - gap.start),
          frame: formatNumber(gap.after, language),
        });
        return (
          <span
            key={gap.after}
            className={styles.gap}
            role="img"
            aria-label={label}
            title={label}
            style={{ left: x(gap.start), width: Math.max(2, x(gap.end) - x(gap.start)) }}
          />
        );
      })}
      <svg className={styles.ticks} aria-hidden="true">
        <path d={ticks.frames} className={styles.frameTick} />
        <path d={ticks.keys} className={styles.keyTick} />
      </svg>
    </div>
  );
});
