import { Button, Loader } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { media } from '../../host/media-urls.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import { RunningBadge } from './copy-state.tsx';
import { widthStep } from './engine/picture-loader.ts';
import { audibleAt } from './engine/shuttle.ts';
import { SoundTrack } from './engine/sound-track.tsx';
import type { ExactPicture } from './engine/use-exact-picture.ts';
import type { Playback } from './engine/use-playback.ts';
import { FieldPicture } from './fields/field-picture.tsx';
import type { FieldViews } from './fields/use-field-view.ts';
import styles from './review.module.css';

interface StageProps {
  readonly item: Item;
  readonly n: number;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly muted: boolean;
  /** 0 to 1. */
  readonly volume?: number;
  /** Left out where fields are not looked at. */
  readonly fields?: FieldViews;
  readonly picture: ExactPicture;
  readonly playback: Playback;
  readonly zoomPan: ZoomPan;
}

/** The picture. The exact one lies over the player; whatever is not frame n is marked as loading. */
export function Stage(props: StageProps) {
  const { item, n, canvas, video, muted, volume = 1, fields, picture, playback, zoomPan } = props;
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { left, top, width, height, scale } = zoomPan.placement;
  const box = { left, top, width, height };
  // After a stop the element goes on holding the same frame until the exact picture of it is drawn: no flicker.
  const videoSeen = playback.playerShown || (playback.playerFrame === n && picture.drawn !== n);
  const silent = muted || !audibleAt(playback.speed);
  const waiting = !videoSeen && picture.drawn !== n;
  return (
    <div ref={zoomPan.viewportRef} className={styles.stage} data-pannable={zoomPan.pannable || undefined}>
      {item.review === 'direct' && (
        <video
          ref={video}
          className={styles.picture}
          style={box}
          src={media.original(item.sha256)}
          preload="auto"
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
      <canvas
        ref={canvas}
        className={styles.picture}
        style={box}
        data-frame={picture.drawn ?? undefined}
        data-proof={picture.drawn === null ? undefined : (picture.proof ?? undefined)}
        data-preview={picture.preview ?? undefined}
        data-waiting={(waiting && picture.preview === null) || undefined}
        data-under={videoSeen || undefined}
        data-pixels={scale * window.devicePixelRatio >= 3 || undefined}
        role="img"
        aria-label={t('pictureOf', { frame: formatNumber(n, language) })}
      />
      {fields?.offered && (
        <FieldPicture
          sha256={item.sha256}
          n={n}
          last={(item.frames ?? 1) - 1}
          fields={fields}
          box={box}
          width={widthStep(width, window.devicePixelRatio, item.width)}
          still={playback.speed === 0}
        />
      )}
      <RunningBadge way={playback.way} preparation={playback.preparation} />
      <Loading n={n} on={waiting && picture.error === null} preview={picture.preview} />
      {picture.error !== null && (
        <div className={styles.stageNote}>
          <ErrorNote
            error={picture.error}
            title={t('noPicture', { frame: formatNumber(n, language) })}
            actions={<Button onClick={picture.retry}>{t('tryAgain')}</Button>}
          />
        </div>
      )}
    </div>
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
