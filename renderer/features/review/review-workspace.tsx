import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind, Item, Metadata } from '../../../shared/evidence.ts';
import type { FrameList } from '../../../shared/frames.ts';
import type { Mark } from '../../../shared/mark.ts';
import { useGo } from '../../app/navigation.ts';
import { ItemSwitcher } from '../../ui/marks/item-switcher.tsx';
import { markEnds, NEW } from '../../ui/marks/mark-draft.ts';
import { MarkInspector } from '../../ui/marks/mark-inspector.tsx';
import { MarksList } from '../../ui/marks/marks-list.tsx';
import { useCodebook } from '../../ui/marks/use-codebook.ts';
import { recordedOf, shortTime } from '../../ui/marks/wall-clock.ts';
import { Split, SplitPanel } from '../../ui/split.tsx';
import { useReleaseFocus } from '../../ui/viewer/use-release-focus.ts';
import { useStableActions } from '../../ui/viewer/use-stable-actions.ts';
import { WarningsButton } from '../../ui/viewer/warnings-button.tsx';
import { BesideMenu } from './beside/beside-menu.tsx';
import { BesideView } from './beside/beside-view.tsx';
import { useBeside } from './beside/use-beside.ts';
import { PlaybackNotes } from './copy-state.tsx';
import { useAfterPicture } from './engine/use-after-picture.ts';
import { usePictures } from './engine/use-pictures.ts';
import { useSound } from './engine/use-sound.ts';
import { useFieldView } from './fields/use-field-view.ts';
import { GoToBox } from './goto-box.tsx';
import { Inspector } from './inspector.tsx';
import { MarkRange } from './mark-range.tsx';
import { PictureNotes } from './picture-notes.tsx';
import { ReadOutBar } from './read-out.tsx';
import { recordingFacts } from './recording-facts.ts';
import styles from './review.module.css';
import { ReviewHelp } from './review-help.tsx';
import { Stage } from './stage.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { useCoverage } from './timeline/use-coverage.ts';
import { Transport } from './transport.tsx';
import { usePosition } from './use-position.ts';
import { useReviewAnnotations } from './use-review-annotations.tsx';
import { useReviewCommands } from './use-review-commands.ts';
import { useReviewMarks } from './use-review-marks.ts';
import { useStill } from './use-still.ts';

interface WorkspaceProps {
  readonly libraryId: string;
  readonly item: Item;
  readonly metadata: Metadata;
  readonly index: FrameList;
  /** What the address says. */
  readonly frame: number | null;
  readonly markId: string | null;
  /** The frame to begin with: of the address, or of its mark. */
  readonly start: number | null;
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
  const position = usePosition(index, props.start, item.id);
  const pictures = usePictures(item, index, position);
  const { canvas, video, zoomPan, playback, exact, onScreen, decoderFailure } = pictures;
  const { editor, open, setEnd } = useReviewMarks({ libraryId, item, markId, frame: props.frame, playback, position });
  const { types, favourites } = useCodebook();
  const sound = useSound();
  const fields = useFieldView(index.fieldOrder, index.pts.length - 1);
  const still = useStill(item);
  const beside = useBeside(item.id);
  const { speed } = playback;
  const coverage = useCoverage({ libraryId, evidenceId: item.id, index, onScreen, speed });
  useReleaseFocus();
  useReviewCommands({
    index,
    position,
    exact,
    playback,
    fields,
    editor,
    favourites,
    zoomPan,
    openMark: open,
    saveStill: () => still.save(playback.stop()),
  });

  const timeOf = (frame: number) => shortTime(recorded, index, frame);
  const { travel, here, nearly, choose, where } = useStableActions({
    travel: (to: number) => {
      playback.stop();
      position.goTo(to);
    },
    nearly: () => playback.playerShown && !playback.proven(),
    here: () => playback.stop(),
    choose: go.evidence,
    where: (each: Mark) => timeOf(each.in?.n ?? 0),
  });
  const hasSound = metadata.streams.some(({ type }) => type === 'audio');
  const { muted, volume, toggleMuted, setVolume } = sound;
  const loudness = useMemo(
    () => ({ muted, volume, onMute: toggleMuted, onVolume: setVolume }),
    [muted, volume, toggleMuted, setVolume],
  );
  const fieldShown = fields.view === 'frame' || playback.speed !== 0 ? null : fields.view === 'first' ? 1 : 2;
  const draft = editor.drafts[NEW];
  const { mark } = editor;
  const frames = mark?.in && mark.out ? mark.out.n - mark.in.n + 1 : null;
  const anyDrawn = editor.marks.some((each) => each.annotations > 0);
  const annotations = useReviewAnnotations({ item, mark, anyDrawn, index, position, pictures, hasSound, onGo: travel });
  const ends = markEnds(editor.draft);
  const switcher = useMemo(() => <ItemSwitcher item={item} kinds={KINDS} onChoose={choose} />, [item, choose]);
  const range = useMemo(
    () => <MarkRange editor={editor} index={index} recorded={recorded} here={here} onGo={travel} />,
    [editor, index, recorded, here, travel],
  );
  const goToBox = useMemo(() => <GoToBox index={index} recorded={recorded} onGo={travel} />, [index, recorded, travel]);
  const steady = playback.way === 'video' || playback.way === 'proxy';
  const leader = useMemo(() => ({ item, index, position, speed, steady }), [item, index, position, speed, steady]);
  const besideMenu = useMemo(() => <BesideMenu item={item} beside={beside} />, [item, beside]);
  const around = useAfterPicture(exact);
  const warnings = useMemo(() => <WarningsButton warnings={item.warnings} />, [item.warnings]);
  return (
    <Split name="review-rows" direction="vertical" handleLabel={t('rows')}>
      <SplitPanel id="picture" min={280}>
        <Split name="review-columns" handleLabel={t('panels')}>
          <SplitPanel id="marks" size={296} min={200} max={520} fixed>
            {around && (
              <MarksList
                editor={editor}
                where={where}
                draftWhere={draft && draft.in !== null ? timeOf(draft.in) : ''}
                onOpen={open}
                emptyText={t('noMarks')}
              >
                {switcher}
              </MarksList>
            )}
          </SplitPanel>
          <SplitPanel id="stage" min={360}>
            <div className={styles.centre}>
              {annotations.strip}
              <BesideView beside={beside} leader={leader}>
                <Stage
                  item={item}
                  position={position}
                  canvas={canvas}
                  video={video}
                  muted={sound.muted || annotations.silenced}
                  volume={sound.volume}
                  fields={fields}
                  exact={exact}
                  playback={playback}
                  zoomPan={zoomPan}
                  over={annotations.over}
                />
              </BesideView>
              <PictureNotes item={item} source={index.source} failure={decoderFailure} />
              <PlaybackNotes
                error={playback.error}
                videoFailed={playback.videoFailed}
                preparation={playback.preparation}
              />
              <div className={styles.bars}>
                <ReadOutBar
                  item={item}
                  index={index}
                  recorded={recorded}
                  position={position}
                  nearly={nearly}
                  field={fieldShown}
                />
                <Transport
                  speed={playback.speed}
                  report={playback.report}
                  onSpeed={playback.setSpeed}
                  facts={recordingFacts(item, metadata, t)}
                  sound={hasSound ? loudness : null}
                  preparation={playback.preparation}
                  fieldView={fields.offered ? fields.view : null}
                  onFieldView={fields.choose}
                  saving={still.saving}
                  zoom={zoomPan.zoom.mode}
                  percent={Math.round(zoomPan.placement.scale * window.devicePixelRatio * 100)}
                  onZoom={zoomPan.setMode}
                  goTo={goToBox}
                  warnings={warnings}
                  beside={besideMenu}
                />
              </div>
            </div>
          </SplitPanel>
          <SplitPanel id="inspector" size={296} min={248} max={520} fixed>
            {around && (
              <Inspector
                item={item}
                metadata={metadata}
                index={index}
                position={position}
                mark={editor.selected ?? (draft ? NEW : null)}
                range={ends}
                onGo={travel}
                notes={annotations.notes}
                noteCount={annotations.noteCount}
                notesWish={annotations.notesWish}
              >
                <MarkInspector
                  editor={editor}
                  types={types}
                  favourites={favourites}
                  inheritedPlace={item.place}
                  span={range}
                  empty={HELP}
                  checkable
                  pictures={frames}
                />
              </Inspector>
            )}
          </SplitPanel>
        </Split>
      </SplitPanel>
      <SplitPanel id="timeline" size={168} min={132} max={420} fixed>
        {around && (
          <Timeline
            item={item}
            index={index}
            recorded={recorded}
            position={position}
            editor={editor}
            onScreen={onScreen}
            playing={playback.speed !== 0}
            hasSound={hasSound}
            preparing={playback.preparation}
            coverage={coverage}
            onGo={travel}
            onEnd={setEnd}
            onOpen={open}
          />
        )}
      </SplitPanel>
    </Split>
  );
}
