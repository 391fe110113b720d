import { memo, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { type FrameIndex, frameAtSeconds } from '../../../../shared/frames.ts';
import type { Mark } from '../../../../shared/mark.ts';
import { findGaps } from '../../../../shared/picture-gaps.ts';
import type { MarkEditor } from '../../../ui/marks/use-mark-editor.ts';
import type { RecordedAt } from '../../../ui/marks/wall-clock.ts';
import type { OnScreen } from '../engine/use-pictures.ts';
import type { Position } from '../position.ts';
import type { CoverageStore } from './coverage-store.ts';
import { HoverLine } from './hover-line.tsx';
import { laneHeights } from './lane-heights.ts';
import { isBusy, type LaneNote, noteFor, type Preparing } from './lane-notes.ts';
import { markLanes } from './mark-lanes.ts';
import { MARK_ROW_PX, MarksLane } from './marks-lane.tsx';
import { Minimap } from './minimap.tsx';
import { PictureLane } from './picture-lane.tsx';
import { Playhead } from './playhead.tsx';
import { RangeHandles } from './range-handles.tsx';
import { boundsWith, soundOnly } from './sound-only.ts';
import styles from './timeline.module.css';
import { TimelineGutter } from './timeline-gutter.tsx';
import { type RulerKind, TimelineRuler } from './timeline-ruler.tsx';
import { boundsOf } from './timeline-scale.ts';
import { useWatched } from './use-coverage.ts';
import { useFilmstripFile } from './use-filmstrip-file.ts';
import { useSize } from './use-size.ts';
import { useTimelineCommands } from './use-timeline-commands.ts';
import { useTimelineView } from './use-timeline-view.ts';
import { useWaveformFile } from './use-waveform-file.ts';
import { WatchedLine } from './watched-line.tsx';
import { soundBounds } from './waveform-columns.ts';
import { WaveformLane } from './waveform-lane.tsx';

interface TimelineProps {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly recorded: RecordedAt | null;
  readonly position: Position;
  readonly editor: MarkEditor;
  readonly onScreen: OnScreen;
  readonly playing: boolean;
  /** Whether the container says that there is sound. */
  readonly hasSound: boolean;
  readonly preparing: Preparing;
  readonly coverage: CoverageStore;
  readonly onGo: (n: number) => void;
  readonly onEnd: (end: 'in' | 'out', n: number) => void;
  readonly onOpen: (mark: Mark) => void;
}

const NO_SOUND: LaneNote = { key: 'noSound' };
const UNDECODABLE: LaneNote = { key: 'undecodable' };

/** The whole recording at any scale down to single frames: pictures, gaps, sound, marks, and where we are. */
export const Timeline = memo(function Timeline(props: TimelineProps) {
  const { item, index, recorded, position, editor, onGo, preparing, coverage } = props;
  const { t } = useTranslation('review-timeline');
  const id = useId();
  const panel = useSize();
  const heights = useMemo(() => laneHeights(panel.height), [panel.height]);
  const [kind, setKind] = useState<RulerKind>(recorded ? 'clock' : 'time');
  const file = useFilmstripFile(item.sha256);
  const { waveform, sound } = useSound(props);
  const pictures = useMemo(() => boundsOf(index), [index]);
  const holes = useMemo(() => findGaps(index), [index]);
  const gaps = useMemo(() => {
    const heard = waveform && soundBounds(waveform, pictures.start);
    return [...holes, ...soundOnly(pictures, heard, index.pts.length)];
  }, [holes, waveform, pictures, index]);
  const bounds = useMemo(() => boundsWith(pictures, gaps), [pictures, gaps]);
  const onScrub = (seconds: number) => onGo(frameAtSeconds(index, seconds));
  const timeline = useTimelineView({ index, bounds, position, playing: props.playing, onScrub });
  useTimelineCommands(timeline, coverage);
  const { runs, percent } = useWatched(coverage, index.pts.length);
  const { rows, lanes } = useMemo(() => markLanes(editor.marks), [editor.marks]);
  const { draft } = editor;
  const words = (note: LaneNote | null) =>
    note && t(`note.${note.key}`, { percent: note.percent, reason: note.reason });
  const mayDecode = !props.playing && file.state !== 'loading' && (file.pictures !== null || !isBusy(preparing));
  const stripNote = file.state === 'missing' && isBusy(preparing) ? noteFor({ state: 'missing' }, preparing) : null;
  return (
    <section ref={panel.ref} className={styles.timeline} aria-label={t('label')} data-testid="timeline">
      <TimelineGutter
        heights={heights}
        kind={kind}
        withClock={recorded !== null}
        onKind={setKind}
        coverage={coverage}
        percent={percent}
      />
      <div className={styles.right}>
        <div id={id} ref={timeline.ref} className={styles.lanes}>
          <TimelineRuler timeline={timeline} height={heights.ruler} index={index} recorded={recorded} kind={kind} />
          {heights.watched > 0 && (
            <WatchedLine timeline={timeline} height={heights.watched} index={index} runs={runs} percent={percent} />
          )}
          {heights.pictures > 0 && (
            <PictureLane
              timeline={timeline}
              height={heights.pictures}
              sha256={item.sha256}
              index={index}
              aspect={(item.width ?? 16) / (item.height ?? 9)}
              file={file}
              gaps={gaps}
              onScreen={mayDecode ? props.onScreen : null}
              note={words(stripNote)}
            />
          )}
          {heights.sound > 0 && (
            <WaveformLane
              timeline={timeline}
              height={heights.sound}
              waveform={waveform}
              origin={pictures.start}
              note={words(sound)}
            />
          )}
          <section className={styles.marksLane} aria-label={t('marksLane')}>
            <div className={styles.marksRows} style={{ height: 8 + Math.max(1, rows) * MARK_ROW_PX }}>
              <MarksLane
                timeline={timeline}
                index={index}
                lanes={lanes}
                selected={editor.selected}
                onOpen={props.onOpen}
              />
            </div>
          </section>
          {draft && draft.in !== null && draft.out !== null && (
            <RangeHandles timeline={timeline} index={index} first={draft.in} last={draft.out} onChange={props.onEnd} />
          )}
          <Playhead timeline={timeline} index={index} recorded={recorded} position={position} />
          <HoverLine timeline={timeline} index={index} recorded={recorded} gaps={gaps} />
        </div>
        {heights.minimap > 0 && (
          <Minimap
            timeline={timeline}
            height={heights.minimap}
            index={index}
            lanes={lanes}
            gaps={gaps}
            runs={runs}
            position={position}
            controls={id}
          />
        )}
      </div>
    </section>
  );
});

/** The waveform, or what to say in its place. */
function useSound({ item, hasSound, preparing }: TimelineProps) {
  const file = useWaveformFile(item.sha256);
  const value = file.state === 'ready' ? file.value : null;
  const waveform = value !== null && value.levels.length > 0 ? value : null;
  const empty = value !== null && waveform === null;
  const sound = waveform ? null : !hasSound ? NO_SOUND : empty ? UNDECODABLE : noteFor(file, preparing);
  return { waveform, sound };
}
