import { Button, Loader } from '@mantine/core';
import { memo, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { media } from '../../host/media-urls.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import { RunningBadge } from './copy-state.tsx';
import type { ExactStage } from './engine/exact-stage.ts';
import { widthStep } from './engine/picture-loader.ts';
import { audibleAt } from './engine/shuttle.ts';
import { SoundTrack } from './engine/sound-track.tsx';
import { useAfterPicture } from './engine/use-after-picture.ts';
import { useStageState } from './engine/use-exact-stage.ts';
import type { Playback } from './engine/use-playback.ts';
import { FieldPicture } from './fields/field-picture.tsx';
import type { FieldViews } from './fields/use-field-view.ts';
import { type Position, useFrame } from './position.ts';
import styles from './review.module.css';

interface StageProps {
  readonly item: Item;
  readonly position: Position;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly muted: boolean;
  /** 0 to 1. */
  readonly volume?: number;
  /** Left out where fields are not looked at. */
  readonly fields?: FieldViews;
  readonly exact: ExactStage;
  readonly playback: Playback;
  readonly zoomPan: ZoomPan;
  /** What lies over the picture. */
  readonly over?: ReactNode;
}

/** The picture. The exact one lies over the player; whatever is not the reader's frame is marked as loading. */
export const Stage = memo(function Stage(props: StageProps) {
  const { item, position, canvas, video, muted, volume = 1, fields, exact, playback, zoomPan, over } = props;
  const { left, top, width, height, scale } = zoomPan.placement;
  const box = { left, top, width, height };
  const after = useAfterPicture(exact);
  const silent = muted || !audibleAt(playback.speed);
  return (
    <div ref={zoomPan.viewportRef} className={styles.stage} data-pannable={zoomPan.pannable || undefined}>
      {item.review === 'direct' && (
        <video
          ref={video}
          className={styles.picture}
          style={box}
          src={media.original(item.sha256)}
          preload={after ? 'auto' : 'none'}
          muted={silent}
          playsInline
          disablePictureInPicture
          tabIndex={-1}
          aria-hidden="true"
        />
      )}
      <canvas
        ref={playback.runningCanvas}
        className={styles.picture}
        style={box}
        data-testid="running-picture"
        data-under={playback.player !== 'proxy' || undefined}
      />
      <SoundTrack
        sha256={item.sha256}
        video={video}
        track={playback.soundTrack}
        beside={playback.preparation.preparation?.sound === true}
        muted={silent}
        volume={volume}
      />
      <ExactPicture {...{ position, canvas, exact, playback, box, scale }} />
      {fields?.offered && (
        <FieldPicture
          sha256={item.sha256}
          position={position}
          fields={fields}
          box={box}
          width={widthStep(width, window.devicePixelRatio, item.width)}
          still={playback.speed === 0}
        />
      )}
      {over}
      <RunningBadge way={playback.way} preparation={playback.preparation} />
    </div>
  );
});

interface ExactPictureProps extends Pick<StageProps, 'position' | 'canvas' | 'exact' | 'playback'> {
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly scale: number;
}

/** What {@link ExactStage} draws on, and what is said while it does not hold the reader's frame. */
function ExactPicture({ position, canvas, exact, playback, box, scale }: ExactPictureProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const n = useFrame(position);
  const { drawn, preview, error } = useStageState(exact);
  // After a stop the element goes on holding the same frame until the exact picture of it is drawn: no flicker.
  const videoSeen = playback.playerShown || (playback.playerFrame() === n && drawn !== n);
  const waiting = !videoSeen && drawn !== n;
  return (
    <>
      <canvas
        ref={canvas}
        className={styles.picture}
        style={box}
        data-waiting={(waiting && preview === null) || undefined}
        data-under={videoSeen || undefined}
        data-pixels={scale * window.devicePixelRatio >= 3 || undefined}
        role="img"
        aria-label={t('pictureOf', { frame: formatNumber(n, language) })}
      />
      <Loading n={n} on={waiting && error === null} preview={preview} />
      {error !== null && (
        <div className={styles.stageNote}>
          <ErrorNote
            error={error}
            title={t('noPicture', { frame: formatNumber(n, language) })}
            actions={<Button onClick={exact.retry}>{t('tryAgain')}</Button>}
          />
        </div>
      )}
    </>
  );
}

/** That the shown picture is not frame n, and what it is instead. */
function Loading({ n, on, preview }: { n: number; on: boolean; preview: number | null }) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  return (
    <div className={styles.loading} data-on={on || undefined} aria-hidden={!on}>
      <Loader size={12} color="gray" />
      <span className="mono">
        {preview === null
          ? t('loadingFrame', { frame: formatNumber(n, language) })
          : t('previewFrame', { frame: formatNumber(preview, language) })}
      </span>
    </div>
  );
}
