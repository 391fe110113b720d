import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { media, useQueryCall } from '../../host/host.ts';
import styles from './clip.module.css';
import { LoadedImage } from './loaded-image.tsx';
import { useClipPlayer } from './use-clip-player.ts';

interface ClipPlayerProps {
  readonly item: Item;
  readonly first: number;
  readonly last: number;
}

/** Plays the interval of an exhibit where the browser can decode the original. */
export function ClipPlayer({ item, first, last }: ClipPlayerProps) {
  const { t } = useTranslation('exhibits');
  const index = useQueryCall('evidence.frames', { id: item.id });
  const player = useClipPlayer(index.data, first, last);
  const [muted, setMuted] = useState(false);
  const sound = t(muted ? 'clip.unmute' : 'clip.mute');
  const label = t(player.playing ? 'clip.pause' : 'clip.play');
  useCommands([{ id: 'exhibits.play', title: label, keys: ['Space'], group: t('title'), run: player.toggle }]);
  return (
    <div className={styles.player} data-playing={player.playing || undefined}>
      <video
        ref={player.video}
        src={media.original(item.sha256)}
        preload="metadata"
        muted={muted}
        playsInline
        aria-label={t('clip.video')}
      />
      {!player.playing && player.done === 0 && (
        <span className={styles.poster}>
          <LoadedImage src={media.picture(item.sha256, first, 320)} alt="" />
        </span>
      )}
      <button
        type="button"
        className={styles.play}
        aria-label={label}
        disabled={index.data === undefined}
        onClick={player.toggle}
      >
        {player.playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
      </button>
      <button type="button" className={styles.sound} aria-label={sound} title={sound} onClick={() => setMuted(!muted)}>
        {muted ? <IconVolumeOff size={14} /> : <IconVolume size={14} />}
      </button>
      <span className={styles.played} style={{ transform: `scaleX(${player.done})` }} />
      {player.failed && <span className={styles.playFailed}>{t('clip.failed')}</span>}
    </div>
  );
}
