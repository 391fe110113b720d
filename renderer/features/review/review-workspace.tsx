import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind, Item, Metadata } from '../../../shared/evidence.ts';
import type { FrameIndex } from '../../../shared/frames.ts';
import type { Mark } from '../../../shared/mark.ts';
import { useGo } from '../../app/navigation.ts';
import { ErrorNote, Note } from '../../ui/error-note.tsx';
import { ItemSwitcher } from '../../ui/marks/item-switcher.tsx';
import { NEW } from '../../ui/marks/mark-draft.ts';
import { MarkInspector } from '../../ui/marks/mark-inspector.tsx';
import { MarksList } from '../../ui/marks/marks-list.tsx';
import { useCodebook } from '../../ui/marks/use-codebook.ts';
import { recordedOf, shortTime } from '../../ui/marks/wall-clock.ts';
import { Split, SplitPanel } from '../../ui/split.tsx';
import { useReleaseFocus } from '../../ui/viewer/use-release-focus.ts';
import { useStableActions } from '../../ui/viewer/use-stable-actions.ts';
import { WarningsButton } from '../../ui/viewer/warnings-button.tsx';
import { strideOf } from './engine/shuttle.ts';
import { usePictures } from './engine/use-pictures.ts';
import { usePreparation } from './engine/use-preparation.ts';
import { GoToBox } from './goto-box.tsx';
import { MarkRange } from './mark-range.tsx';
import { ReadOutBar } from './read-out.tsx';
import { recordingFacts } from './recording-facts.ts';
import styles from './review.module.css';
import { ReviewHelp } from './review-help.tsx';
import { Stage } from './stage.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { useCoverage } from './timeline/use-coverage.ts';
import { Transport } from './transport.tsx';
import { usePosition } from './use-position.ts';
import { useReviewCommands } from './use-review-commands.ts';
import { useReviewMarks } from './use-review-marks.ts';
import { useStill } from './use-still.ts';

interface WorkspaceProps {
  readonly libraryId: string;
  readonly item: Item;
  readonly metadata: Metadata;
  readonly index: FrameIndex;
  /** What the address says. */
  readonly frame: number | null;
  readonly markId: string | null;
  readonly firstMark: Mark | null;
}

const KINDS: readonly EvidenceKind[] = ['video', 'audio'];
const HELP = <ReviewHelp />;

/** A recording with pictures: marks, picture, inspector, timeline. */
export function ReviewWorkspace(props: WorkspaceProps) {
  const { libraryId, item, metadata, index, markId } = props;
  const { t } = useTranslation('review');
  const go = useGo();
  const { timing, recorded: stated } = item;
  const recorded = useMemo(() => recordedOf({ timing, recorded: stated }, index), [timing, stated, index]);
  const position = usePosition(index.pts.length, props.frame ?? props.firstMark?.in?.n ?? null, item.id);
  const { n, goTo } = position;
  const { canvas, video, zoomPan, playback, exact } = usePictures(item, index, position);
  const { editor, open, setEnd } = useReviewMarks({ libraryId, item, markId, frame: props.frame, playback, goTo });
  const { types, favourites } = useCodebook();
  const [muted, setMuted] = useState(false);
  const [goToOpened, openGoTo] = useState(false);
  const still = useStill(item);
  const preparing = usePreparation({ item, n, wantProxy: false });
  const { speed } = playback;
  const shown = playback.videoShown || exact.drawn === n ? n : null;
  const coverage = useCoverage({ libraryId, evidenceId: item.id, index, shown, speed });
  useReleaseFocus();
  useReviewCommands({
    index,
    drawn: exact.drawn,
    playback,
    editor,
    favourites,
    zoomPan,
    goTo,
    openMark: open,
    openGoTo: () => openGoTo(true),
    saveStill: () => still.save(playback.stop()),
  });

  const timeOf = (frame: number) => shortTime(recorded, index, frame);
  const { travel, here, choose, where, mute } = useStableActions({
    travel: (to: number) => {
      playback.stop();
      goTo(to);
    },
    here: () => playback.stop(),
    choose: go.evidence,
    where: (each: Mark) => timeOf(each.in?.n ?? 0),
    mute: () => setMuted(!muted),
  });
  const draft = editor.drafts[NEW];
  const { mark } = editor;
  const pictures = mark?.in && mark.out ? mark.out.n - mark.in.n + 1 : null;
  const switcher = useMemo(() => <ItemSwitcher item={item} kinds={KINDS} onChoose={choose} />, [item, choose]);
  const range = useMemo(
    () => <MarkRange editor={editor} index={index} recorded={recorded} here={here} onGo={travel} />,
    [editor, index, recorded, here, travel],
  );
  const goToBox = useMemo(
    () => <GoToBox opened={goToOpened} onOpen={openGoTo} index={index} recorded={recorded} onGo={travel} />,
    [goToOpened, index, recorded, travel],
  );
  const warnings = useMemo(() => <WarningsButton warnings={item.warnings} />, [item.warnings]);
  return (
    <Split name="review-rows" direction="vertical" handleLabel={t('rows')}>
      <SplitPanel id="picture" min={280}>
        <Split name="review-columns" handleLabel={t('panels')}>
          <SplitPanel id="marks" size={296} min={200} max={520} fixed>
            <MarksList
              editor={editor}
              where={where}
              draftWhere={draft && draft.in !== null ? timeOf(draft.in) : ''}
              onOpen={open}
              emptyText={t('noMarks')}
            >
              {switcher}
            </MarksList>
          </SplitPanel>
          <SplitPanel id="stage" min={360}>
            <div className={styles.centre}>
              <Stage
                item={item}
                n={n}
                canvas={canvas}
                video={video}
                muted={muted}
                picture={exact}
                playback={playback}
                zoomPan={zoomPan}
              />
              {(playback.error !== null || playback.videoFailed) && (
                <div className={styles.notes}>
                  {playback.error !== null && <ErrorNote error={playback.error} title={t('playFailed')} />}
                  {playback.videoFailed && <Note tone="info">{t('videoFailed')}</Note>}
                </div>
              )}
              <div className={styles.bars}>
                <ReadOutBar
                  item={item}
                  index={index}
                  recorded={recorded}
                  n={n}
                  nearly={playback.videoShown && !playback.proven}
                />
                <Transport
                  speed={playback.speed}
                  rate={playback.rate}
                  stride={playback.videoShown ? 1 : strideOf(playback.speed)}
                  onSpeed={playback.setSpeed}
                  facts={recordingFacts(item, metadata, t)}
                  hasSound={item.review === 'direct' && metadata.streams.some(({ type }) => type === 'audio')}
                  muted={muted}
                  onMute={mute}
                  saving={still.saving}
                  zoom={zoomPan.zoom.mode}
                  percent={Math.round(zoomPan.placement.scale * window.devicePixelRatio * 100)}
                  onZoom={zoomPan.setMode}
                  goTo={goToBox}
                  warnings={warnings}
                />
              </div>
            </div>
          </SplitPanel>
          <SplitPanel id="inspector" size={296} min={248} max={520} fixed>
            <MarkInspector
              editor={editor}
              types={types}
              favourites={favourites}
              inheritedPlace={item.place}
              span={range}
              empty={HELP}
              checkable
              pictures={pictures}
            />
          </SplitPanel>
        </Split>
      </SplitPanel>
      <SplitPanel id="timeline" size={168} min={132} max={420} fixed>
        <Timeline
          item={item}
          index={index}
          recorded={recorded}
          n={n}
          editor={editor}
          idle={playback.speed === 0 && exact.drawn === n}
          playing={playback.speed !== 0}
          hasSound={metadata.streams.some(({ type }) => type === 'audio')}
          preparing={preparing}
          coverage={coverage}
          onGo={travel}
          onEnd={setEnd}
          onOpen={open}
        />
      </SplitPanel>
    </Split>
  );
}
