import { ActionIcon } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { clockText } from '../../../shared/time.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { useGo } from '../../app/navigation.ts';
import { media } from '../../host/media-urls.ts';
import { ErrorNote, Note } from '../../ui/error-note.tsx';
import { ItemSwitcher } from '../../ui/marks/item-switcher.tsx';
import { recordedOf, wallClockAt } from '../../ui/marks/wall-clock.ts';
import { KeptAs, WarningNotes } from '../../ui/viewer/not-shown.tsx';
import { PlainPage } from '../../ui/viewer/plain-page.tsx';
import { type PreparationState, usePreparation } from './engine/use-preparation.ts';
import styles from './review.module.css';
import { SoundWave } from './sound-wave.tsx';

/** A recording of sound only: it can be listened to; marks need pictures, and the page says so. */
export function AudioReview({ item }: { item: Item }) {
  const { t } = useTranslation('review');
  const go = useGo();
  const [failed, setFailed] = useState<string | null>(null);
  const direct = item.review === 'direct' ? media.original(item.sha256) : null;
  const preparing = usePreparation({ item, position: null, wantProxy: failed !== null });
  const copy = preparing.preparation?.sound ? media.sound(item.sha256) : null;
  // The original where this machine plays it, else the copy that it certainly plays.
  const src = [direct, copy].find((each) => each !== null && each !== failed) ?? null;
  return (
    <PlainPage>
      <ItemSwitcher item={item} kinds={['video', 'audio']} onChoose={go.evidence} />
      <h1>{t('audioOnly')}</h1>
      {src === null ? (
        <NoSound preparing={preparing} />
      ) : (
        <SoundPlayer key={src} item={item} src={src} onFail={() => setFailed(src)} />
      )}
      <WarningNotes item={item} />
      <Note tone="info">{t('audioMarks')}</Note>
      <KeptAs item={item} label={t('kept')} />
    </PlainPage>
  );
}

/** Nothing can be heard: not yet, or not at all. */
function NoSound({ preparing }: { preparing: PreparationState }) {
  const { t } = useTranslation('review-play');
  const { job, error } = preparing;
  const refused = error ?? (job?.state === 'failed' ? job.error : null);
  if (refused !== null) return <ErrorNote error={refused} title={t('soundFailed')} />;
  if (job === null) return <Note tone="warn">{t('soundNone')}</Note>;
  return <Note tone="info">{t('soundMaking')}</Note>;
}

interface SoundPlayerProps {
  readonly item: Item;
  readonly src: string;
  readonly onFail: () => void;
}

function SoundPlayer({ item, src, onFail }: SoundPlayerProps) {
  const { t } = useTranslation('review');
  const audio = useRef<HTMLAudioElement>(null);
  const [seconds, setSeconds] = useState(0);
  const [duration, setDuration] = useState(item.durationSeconds ?? 0);
  const [playing, setPlaying] = useState(false);
  const recorded = recordedOf(item, null);
  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (element.paused) element.play().catch(onFail);
    else element.pause();
  };
  const seek = (to: number) => {
    if (audio.current) audio.current.currentTime = Math.min(duration, Math.max(0, to));
  };
  const group = t('group');
  useCommands([
    { id: 'review.play', title: t(playing ? 'command.pause' : 'command.play'), keys: ['Space'], group, run: toggle },
  ]);
  const clock = recorded && wallClockAt(recorded, seconds);
  return (
    <>
      <SoundWave sha256={item.sha256} seconds={seconds} duration={duration} onSeek={seek} />
      <div className={styles.player}>
        {/* Captions: an original recording has none; what is heard belongs into the note. */}
        <audio
          ref={audio}
          src={src}
          preload="metadata"
          onTimeUpdate={(event) => setSeconds(event.currentTarget.currentTime)}
          onDurationChange={(event) => {
            if (Number.isFinite(event.currentTarget.duration)) setDuration(event.currentTarget.duration);
          }}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onError={onFail}
        >
          <track kind="captions" />
        </audio>
        <ActionIcon variant="default" aria-label={t(playing ? 'command.pause' : 'command.play')} onClick={toggle}>
          {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </ActionIcon>
        <input
          type="range"
          className={styles.seek}
          aria-label={t('seek')}
          aria-valuetext={clockText(seconds)}
          min={0}
          max={duration}
          step={0.05}
          value={seconds}
          onChange={(event) => seek(Number(event.currentTarget.value))}
        />
        <span className="mono selectable">
          {clockText(seconds)} / {clockText(duration)}
        </span>
        {clock && (
          <span className="mono selectable dim">
            {clock.time} {clock.zone}
          </span>
        )}
      </div>
    </>
  );
}
