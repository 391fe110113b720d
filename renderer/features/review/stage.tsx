import { Button, Loader } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { media } from '../../host/media-urls.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import type { ExactPicture } from './engine/use-exact-picture.ts';
import type { Playback } from './engine/use-playback.ts';
import styles from './review.module.css';

interface StageProps {
  readonly item: Item;
  readonly n: number;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly muted: boolean;
  readonly picture: ExactPicture;
  readonly playback: Playback;
  readonly zoomPan: ZoomPan;
}

/** The picture. The exact one lies over the player; whatever is not frame n is marked as loading. */
export function Stage({ item, n, canvas, video, muted, picture, playback, zoomPan }: StageProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { left, top, width, height, scale } = zoomPan.placement;
  const box = { left, top, width, height };
  // After a stop the element goes on holding the same frame until the exact picture of it is drawn: no flicker.
  const videoSeen = playback.videoShown || (playback.videoFrame === n && picture.drawn !== n);
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
          muted={muted}
          playsInline
          disablePictureInPicture
          tabIndex={-1}
          aria-hidden="true"
        />
      )}
      <canvas
        ref={canvas}
        className={styles.picture}
        style={box}
        data-frame={picture.drawn ?? undefined}
        data-waiting={waiting || undefined}
        data-under={videoSeen || undefined}
        data-pixels={scale * window.devicePixelRatio >= 3 || undefined}
        role="img"
        aria-label={t('pictureOf', { frame: formatNumber(n, language) })}
      />
      <div className={styles.loading} data-on={(waiting && picture.error === null) || undefined} aria-hidden={!waiting}>
        <Loader size={12} color="gray" />
        <span className="mono">{t('loadingFrame', { frame: formatNumber(n, language) })}</span>
      </div>
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
