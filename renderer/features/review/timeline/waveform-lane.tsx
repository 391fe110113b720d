import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Waveform } from '../../../../shared/waveform.ts';
import { LaneCanvas, type LaneSurface } from './lane-canvas.tsx';
import styles from './timeline.module.css';
import type { TimelineView } from './use-timeline-view.ts';
import { drawWaveform } from './waveform-drawing.ts';

interface WaveformLaneProps {
  readonly timeline: TimelineView;
  readonly height: number;
  readonly waveform: Waveform | null;
  /** Time of frame 0 in seconds on the stream's clock. */
  readonly origin: number;
  /** What is said in place of a waveform; null while nothing is known yet. */
  readonly note: string | null;
}

/** How loud it is, at any zoom; or why that is not shown. */
export const WaveformLane = memo(function WaveformLane(props: WaveformLaneProps) {
  const { timeline, height, waveform, origin, note } = props;
  const { t } = useTranslation('review-timeline');
  const { view, width } = timeline;
  const draw = useCallback(
    (surface: LaneSurface) => {
      if (waveform) drawWaveform(surface, waveform, origin, view);
    },
    [waveform, origin, view],
  );
  return (
    <section className={styles.sound} style={{ height }} aria-label={t('soundLane')}>
      <LaneCanvas width={width} height={height - 1} draw={draw} />
      {note !== null && <span className={styles.laneNote}>{note}</span>}
    </section>
  );
});
