import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrameIndex } from '../../../../shared/frames.ts';
import type { Gap } from '../../../../shared/picture-gaps.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import type { OnScreen } from '../engine/use-pictures.ts';
import { drawCells, drawTicks } from './film-drawing.ts';
import { GapMarks } from './gap-marks.tsx';
import { LaneCanvas, type LaneSurface } from './lane-canvas.tsx';
import styles from './timeline.module.css';
import { useFilmPictures } from './use-film-pictures.ts';
import type { FilmstripFile } from './use-filmstrip-file.ts';
import type { TimelineView } from './use-timeline-view.ts';

interface PictureLaneProps {
  readonly timeline: TimelineView;
  readonly height: number;
  readonly sha256: string;
  readonly index: FrameIndex;
  /** Width of a picture over its height. */
  readonly aspect: number;
  readonly file: FilmstripFile;
  readonly gaps: readonly Gap[];
  /** Pictures are decoded for the lane only while the stage has its own; null while they are not to be at all. */
  readonly onScreen: OnScreen | null;
  /** What is said while there are no pictures; null for nothing. */
  readonly note: string | null;
}

/** Narrow pictures of tall films would be slivers; wide ones would say little for their room. */
const LEAST_WIDTH = 30;

/** A strip of pictures, ticks at frames and key frames when there is room, and stretches without pictures. */
export const PictureLane = memo(function PictureLane(props: PictureLaneProps) {
  const { timeline, height, sha256, index, aspect, file, gaps, onScreen, note } = props;
  const { t } = useTranslation('review-timeline');
  const language = useLanguage();
  const { view } = timeline;
  const label = useCallback((n: number) => formatNumber(n, language), [language]);
  const pictureWidth = Math.max(LEAST_WIDTH, (height - 1) * aspect);
  const cells = useFilmPictures({ sha256, index, file, timeline, pictureWidth, onScreen, label });
  const draw = useCallback(
    (surface: LaneSurface) => {
      drawCells(surface, cells);
      drawTicks(surface, index, view);
    },
    [cells, index, view],
  );
  const empty = cells.every(({ picture }) => picture === null);
  return (
    <section className={styles.pictures} style={{ height }} aria-label={t('pictureLane')}>
      <LaneCanvas width={timeline.width} height={height - 1} draw={draw} />
      <GapMarks timeline={timeline} gaps={gaps} />
      {note !== null && empty && <span className={styles.laneNote}>{note}</span>}
    </section>
  );
});
