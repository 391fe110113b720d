import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { useSame } from '../../../ui/viewer/use-same.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import type { Position } from '../position.ts';
import type { PictureDesk } from './picture-desk.ts';
import type { Playback, PlaybackWay, Player } from './playback.ts';
import { isSlow, type ShuttleKey, type Speed, shuttle } from './shuttle.ts';
import { hasSoundAt } from './sound-clock.ts';
import { usePictureRun } from './use-picture-run.ts';
import { usePreparation } from './use-preparation.ts';
import { useProxyDesk } from './use-proxy-desk.ts';
import { useVideoPlayer } from './use-video-player.ts';
import type { PlayerFailure } from './video-player.ts';

export type { Playback } from './playback.ts';

interface PlaybackOptions {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** The recording's own pictures. */
  readonly desk: PictureDesk;
  /** Width of the core's pictures while they run. */
  readonly width: number | null;
  readonly position: Position;
  /** The browser's decoder cannot be relied on for this original: a review copy is wanted. */
  readonly wantProxy: boolean;
}

/** A small correction of a running speed, as one recording makes that follows another. */
const isNudge = (before: Speed, wanted: Speed): boolean =>
  before > 0 && wanted > 0 && !isSlow(before) && !isSlow(wanted) && Math.abs(wanted - before) < 0.25 * before;

/**
 * Runs the recording: the original in the browser's player where that plays it truly, else its review copy with the
 * sound beside it, else the core's pictures one by one.
 */
export function usePlayback(options: PlaybackOptions): Playback {
  const { item, index, video, desk, position, width } = options;
  const [speed, setSpeedState] = useState<Speed>(0);
  const [way, setWay] = useState<PlaybackWay | null>(null);
  const [player, showPlayer] = usePlayer();
  const [videoFailed, setVideoFailed] = useState<PlayerFailure | null>(null);
  const [error, setError] = useState<unknown>(null);
  const current = useRef<Speed>(0);
  const canPlay = item.review === 'direct';
  const wantProxy = options.wantProxy || videoFailed !== null;
  const preparation = usePreparation({ item, position, wantProxy });
  const proxyDesk = useProxyDesk(item.sha256, index.pts.length, preparation.preparation?.proxy ?? null);

  const halt = (settle = true): number => {
    current.current = 0;
    pictures.stop();
    const onScreen = videoPlayer.current?.pause(settle) ?? null;
    const wasVideo = player.current === 'video' && onScreen !== null;
    setSpeedState(0);
    setWay(null);
    if (wasVideo) position.goTo(onScreen);
    return wasVideo ? onScreen : position.n;
  };
  const pictures = usePictureRun({
    index,
    desk,
    width,
    proxyDesk,
    position,
    onWay: setWay,
    onShow: (n, from) => {
      showPlayer(from === 'proxy' ? 'proxy' : null);
      position.goTo(n);
    },
    onEnd: (failure) => {
      halt();
      setError(failure);
    },
  });
  const videoPlayer = useVideoPlayer({
    item,
    index,
    video,
    canPlay,
    picture: (n, near) => desk.want(n, width, near),
    onFrame: (n) => {
      showPlayer('video');
      position.goTo(n);
    },
    onEnd: () => void halt(),
    onFail: (failure) => {
      videoPlayer.current?.pause(false);
      setVideoFailed(failure);
      showPlayer(null);
      if (current.current > 0) pictures.start(current.current);
    },
  });

  const begun = useEffectEvent(() => {
    if ((way !== 'pictures' && way !== 'proxy') || !hasSoundAt(current.current)) return;
    pictures.stop();
    pictures.start(current.current);
  });
  // What runs silently is heard as soon as its sound has been made.
  const { sound = false } = preparation.preparation ?? {};
  useEffect(() => {
    if (sound) begun();
  }, [sound]);

  /** The frame that the player seen last still holds. */
  const playerFrame = (): number | null => {
    if (player.current === null) return null;
    return player.current === 'video' ? (videoPlayer.current?.shown ?? null) : pictures.drawn.current;
  };

  const run = (wanted: Speed) => {
    // What it still holds from before stays only where the reader still stands there.
    if (playerFrame() !== position.n) showPlayer(null);
    // The reader may stand on the last picture: playing then starts again, as players do.
    const from = wanted > 0 && position.n >= index.pts.length - 1 ? 0 : position.n;
    if (wanted > 0 && canPlay && videoFailed === null && videoPlayer.current !== null) {
      setWay('video');
      // Deliberately not awaited: it runs until it is stopped, and reports failures by itself.
      void videoPlayer.current.play(from, wanted);
    } else {
      position.goTo(from);
      pictures.start(wanted);
    }
  };

  const setSpeed = (wanted: Speed) => {
    const before = current.current;
    setError(null);
    if (wanted === before) return;
    const byVideo = before > 0 && wanted > 0 && way === 'video' && player.current === 'video';
    const byClock = way === 'proxy' && isNudge(before, wanted);
    if (!byVideo && !byClock && before !== 0) halt();
    current.current = wanted;
    setSpeedState(wanted);
    if (byVideo) videoPlayer.current?.setRate(wanted);
    else if (byClock) pictures.nudge(wanted);
    else if (wanted !== 0) run(wanted);
  };

  const actions = useStableActions<
    Pick<Playback, 'press' | 'setSpeed' | 'stop' | 'playerFrame' | 'heldFrame' | 'proven'>
  >({
    press: (key: ShuttleKey) => setSpeed(shuttle(current.current, key)),
    setSpeed,
    stop: () => {
      if (current.current !== 0) return halt(false);
      videoPlayer.current?.pause(false);
      return position.n;
    },
    playerFrame,
    heldFrame: () => (player.current === 'video' ? (videoPlayer.current?.held ?? null) : pictures.drawn.current),
    proven: () => player.current !== 'video' || (videoPlayer.current?.proven ?? false),
  });
  return useSame({
    ...actions,
    speed,
    report: pictures.report,
    way,
    player: player.current,
    playerShown: player.current !== null && speed !== 0,
    videoFailed,
    runningCanvas: pictures.canvas,
    preparation,
    soundTrack: pictures.soundTrack,
    error,
  });
}

/** Who was seen last: for code that runs between renders, and drawn anew when it changes. */
function usePlayer(): readonly [RefObject<Player | null>, (player: Player | null) => void] {
  const player = useRef<Player | null>(null);
  const [, redraw] = useState<Player | null>(null);
  return [
    player,
    (next) => {
      player.current = next;
      redraw(next);
    },
  ];
}
