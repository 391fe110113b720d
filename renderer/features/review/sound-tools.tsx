import { ActionIcon, Tooltip } from '@mantine/core';
import { IconVolume, IconVolume2, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './transport.module.css';

export interface SoundLevel {
  readonly muted: boolean;
  /** 0 to 1. */
  readonly volume: number;
  readonly onMute: () => void;
  readonly onVolume: (volume: number) => void;
}

/** Sound on or off, and how loud. */
export function SoundTools({ muted, volume, onMute, onVolume }: SoundLevel) {
  const { t } = useTranslation('review-play');
  const label = t(muted ? 'soundOn' : 'soundOff');
  const Icon = muted ? IconVolumeOff : volume < 0.5 ? IconVolume2 : IconVolume;
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon aria-label={label} onMouseDown={(event) => event.preventDefault()} onClick={onMute}>
          <Icon size={16} />
        </ActionIcon>
      </Tooltip>
      <input
        type="range"
        className={styles.volume}
        aria-label={t('volume')}
        aria-valuetext={t('volumeIs', { percent: Math.round((muted ? 0 : volume) * 100) })}
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        onChange={(event) => onVolume(Number(event.currentTarget.value))}
      />
    </>
  );
}
