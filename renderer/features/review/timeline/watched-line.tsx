import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type FrameIndex, intervalSeconds } from '../../../../shared/frames.ts';
import type { FrameRun } from './coverage-ranges.ts';
import { LaneCanvas, type LaneSurface } from './lane-canvas.tsx';
import styles from './timeline.module.css';
import { type View, xOf } from './timeline-scale.ts';
import type { TimelineView } from './use-timeline-view.ts';

interface WatchedLineProps {
  readonly timeline: TimelineView;
  readonly height: number;
  readonly index: FrameIndex;
  readonly runs: readonly FrameRun[];
  readonly percent: number;
}

/** Fills the stretches of a view that were watched. */
export function drawRuns(
  surface: LaneSurface,
  index: FrameIndex,
  runs: readonly FrameRun[],
  view: View,
  place: { readonly top: number; readonly height: number },
): void {
  const { context, width, ratio, colours } = surface;
  context.fillStyle = colours.ok;
  for (const [first, last] of runs) {
    const { start, end } = intervalSeconds(index, first, last);
    const left = xOf(view, width, start);
    const right = xOf(view, width, end);
    if (right < 0 || left > width) continue;
    context.fillRect(left, place.top, Math.max(1 / ratio, right - left), place.height);
  }
}

/** A thin line below the ruler: where this person has looked already. */
export const WatchedLine = memo(function WatchedLine({ timeline, height, index, runs, percent }: WatchedLineProps) {
  const { t } = useTranslation('review-timeline');
  const { view, width } = timeline;
  const draw = useCallback(
    (surface: LaneSurface) => drawRuns(surface, index, runs, view, { top: 0, height: height - 1 }),
    [index, runs, view, height],
  );
  return (
    <div className={styles.watched} style={{ height }} role="img" aria-label={t('watchedLine', { percent })}>
      <LaneCanvas width={width} height={height} draw={draw} />
    </div>
  );
});
