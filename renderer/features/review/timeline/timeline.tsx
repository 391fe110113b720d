import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowsHorizontal, IconChevronDown, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { type FrameIndex, frameAtSeconds } from '../../../../shared/frames.ts';
import type { Mark } from '../../../../shared/mark.ts';
import { findGaps } from '../../../../shared/picture-gaps.ts';
import { ptsToSeconds } from '../../../../shared/time.ts';
import type { MarkEditor } from '../../../ui/marks/use-mark-editor.ts';
import type { RecordedAt } from '../../../ui/marks/wall-clock.ts';
import { markLanes } from './mark-lanes.ts';
import { MARK_ROW_PX, MarksLane } from './marks-lane.tsx';
import { PictureLane } from './picture-lane.tsx';
import { RangeHandles } from './range-handles.tsx';
import styles from './timeline.module.css';
import { type RulerKind, TimelineRuler } from './timeline-ruler.tsx';
import { useFilmstrip } from './use-filmstrip.ts';
import { type TimelineView, useTimelineView } from './use-timeline-view.ts';

interface TimelineProps {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  readonly n: number;
  readonly editor: MarkEditor;
  /** False while pictures are being loaded for the stage or the recording runs. */
  readonly idle: boolean;
  readonly onGo: (n: number) => void;
  readonly onEnd: (end: 'in' | 'out', n: number) => void;
  readonly onOpen: (mark: Mark) => void;
}

/** The whole recording at any scale down to single frames: pictures, gaps, marks, and where we are. */
export function Timeline(props: TimelineProps) {
  const { item, index, recorded, n, editor, onGo } = props;
  const { t } = useTranslation('review');
  const [kind, setKind] = useState<RulerKind>(recorded ? 'clock' : 'time');
  const timeline = useTimelineView(index, n, (seconds) => onGo(frameAtSeconds(index, seconds)));
  const gaps = useMemo(() => findGaps(index), [index]);
  const aspect = (item.width ?? 16) / (item.height ?? 9);
  const cells = useFilmstrip(item.sha256, index, aspect, timeline, props.idle);
  const { rows, lanes } = useMemo(() => markLanes(editor.marks), [editor.marks]);
  const { draft } = editor;
  return (
    <section className={styles.timeline} aria-label={t('timeline.label')} data-testid="timeline">
      <div className={styles.gutter}>
        <div className={styles.gutterRuler}>
          <RulerMenu kind={kind} withClock={recorded !== null} onChange={setKind} />
        </div>
        <div className={styles.gutterPictures}>{t('timeline.picture')}</div>
        <div className={styles.gutterMarks}>
          {t('timeline.marks')}
          <ZoomButtons zoomBy={timeline.zoomBy} showWhole={timeline.showWhole} />
        </div>
      </div>
      <div ref={timeline.ref} className={styles.lanes}>
        <TimelineRuler timeline={timeline} index={index} recorded={recorded} kind={kind} />
        <PictureLane timeline={timeline} index={index} cells={cells} gaps={gaps} />
        <div className={styles.marksLane}>
          <div className={styles.marksRows} style={{ height: 8 + Math.max(1, rows) * MARK_ROW_PX }}>
            <MarksLane
              timeline={timeline}
              index={index}
              lanes={lanes}
              selected={editor.selected}
              onOpen={props.onOpen}
            />
          </div>
        </div>
        {draft && draft.in !== null && draft.out !== null && (
          <RangeHandles timeline={timeline} index={index} first={draft.in} last={draft.out} onChange={props.onEnd} />
        )}
        <Playhead timeline={timeline} index={index} n={n} />
      </div>
    </section>
  );
}

function Playhead({ timeline, index, n }: { timeline: TimelineView; index: FrameIndex; n: number }) {
  const x = timeline.x(ptsToSeconds(index.pts[n] ?? 0, index.timeBase));
  if (x < -1 || x > timeline.width + 1) return null;
  return <span className={styles.playhead} style={{ transform: `translateX(${x}px)` }} aria-hidden="true" />;
}

const ZoomButtons = memo(function ZoomButtons({ zoomBy, showWhole }: Pick<TimelineView, 'zoomBy' | 'showWhole'>) {
  const { t } = useTranslation('review');
  const buttons = [
    { label: t('timeline.zoomOut'), icon: <IconZoomOut size={14} />, run: () => zoomBy(2) },
    { label: t('timeline.zoomIn'), icon: <IconZoomIn size={14} />, run: () => zoomBy(0.5) },
    { label: t('timeline.whole'), icon: <IconArrowsHorizontal size={14} />, run: showWhole },
  ];
  return (
    <span className={styles.zoom}>
      {buttons.map(({ label, icon, run }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon size={24} aria-label={label} onMouseDown={(event) => event.preventDefault()} onClick={run}>
            {icon}
          </ActionIcon>
        </Tooltip>
      ))}
    </span>
  );
});

interface RulerMenuProps {
  readonly kind: RulerKind;
  readonly withClock: boolean;
  readonly onChange: (kind: RulerKind) => void;
}

const RulerMenu = memo(function RulerMenu({ kind, withClock, onChange }: RulerMenuProps) {
  const { t } = useTranslation('review');
  const kinds: RulerKind[] = withClock ? ['clock', 'time', 'frames'] : ['time', 'frames'];
  return (
    <Menu position="top-start">
      <Menu.Target>
        <button type="button" className={styles.rulerKind} title={t('timeline.ruler')}>
          {t(`timeline.${kind}`)} <IconChevronDown size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((each) => (
          <Menu.Item key={each} onClick={() => onChange(each)}>
            {t(`timeline.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
