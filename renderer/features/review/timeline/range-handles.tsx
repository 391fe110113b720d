import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type FrameIndex, intervalSeconds } from '../../../../shared/frames.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import styles from './timeline.module.css';
import { nearestBorder } from './timeline-scale.ts';
import type { TimelineView } from './use-timeline-view.ts';

interface RangeHandlesProps {
  readonly timeline: TimelineView;
  readonly index: FrameIndex;
  readonly first: number;
  readonly last: number;
  /** A new end, snapped to a frame; the picture follows it. */
  readonly onChange: (end: 'in' | 'out', n: number) => void;
}

/** The interval of the selected or new mark, with an edge at either end that can be dragged or moved by arrow keys. */
export function RangeHandles({ timeline, index, first, last, onChange }: RangeHandlesProps) {
  const { start, end } = intervalSeconds(index, first, last);
  const left = timeline.x(start);
  const right = timeline.x(end);
  const shared = { timeline, index, onChange };
  return (
    <>
      <span className={styles.span} style={{ left, width: Math.max(1, right - left) }} aria-hidden="true" />
      <HandleEdge {...shared} end="in" n={first} x={left} />
      <HandleEdge {...shared} end="out" n={last} x={right} />
    </>
  );
}

interface HandleEdgeProps extends Pick<RangeHandlesProps, 'timeline' | 'index' | 'onChange'> {
  readonly end: 'in' | 'out';
  readonly n: number;
  readonly x: number;
}

function HandleEdge({ timeline, index, onChange, end, n, x }: HandleEdgeProps) {
  const { t } = useTranslation('review-timeline');
  const language = useLanguage();
  const count = index.pts.length;
  const to = (frame: number) => onChange(end, Math.min(count - 1, Math.max(0, frame)));
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const border = nearestBorder(index, timeline.at(event.clientX));
    to(end === 'in' ? border : border - 1);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    to(n + (event.key === 'ArrowRight' ? 1 : -1) * (event.shiftKey ? 10 : 1));
  };
  const frame = formatNumber(n, language);
  return (
    <span
      role="slider"
      tabIndex={0}
      className={styles.handle}
      data-end={end}
      style={{ left: x }}
      aria-label={t(end === 'in' ? 'inHandle' : 'outHandle', { frame })}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={n}
      aria-valuetext={frame}
      title={t(end === 'in' ? 'inHandle' : 'outHandle', { frame })}
      onPointerDown={(event) => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onKeyDown={onKey}
    />
  );
}
