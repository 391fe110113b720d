import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { LaneCanvas, type LaneSurface } from './timeline/lane-canvas.tsx';
import { useWaveformFile } from './timeline/use-waveform-file.ts';
import { drawWaveform } from './timeline/waveform-drawing.ts';
import styles from './transport.module.css';

const HEIGHT = 96;

interface SoundWaveProps {
  readonly sha256: string;
  readonly seconds: number;
  readonly duration: number;
  readonly onSeek: (seconds: number) => void;
}

/** How loud a recording of sound is from its beginning to its end, and where the listener is. */
export function SoundWave({ sha256, seconds, duration, onSeek }: SoundWaveProps) {
  const { t } = useTranslation('review-play');
  const { ref, width } = useElementSize<HTMLDivElement>();
  const file = useWaveformFile(sha256);
  const peaks = file.state === 'ready' ? file.value : null;
  const draw = useCallback(
    (surface: LaneSurface) => {
      if (peaks && duration > 0) drawWaveform(surface, peaks, 0, { start: 0, span: duration });
    },
    [peaks, duration],
  );
  const seek = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    if (event.buttons === 1) onSeek(((event.clientX - box.left) / Math.max(1, box.width)) * duration);
  };
  return (
    <div
      ref={ref}
      className={styles.wave}
      style={{ height: HEIGHT }}
      title={t('wave')}
      onPointerDown={seek}
      onPointerMove={seek}
    >
      <LaneCanvas width={width} height={HEIGHT} draw={draw} />
      <span
        className={styles.here}
        style={{
          transform: `translateX(${duration > 0 ? (Math.min(1, seconds / duration) * width).toFixed(1) : 0}px)`,
        }}
      />
    </div>
  );
}
