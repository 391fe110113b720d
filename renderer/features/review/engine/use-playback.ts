import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import type { PictureDesk, StagePicture } from './picture-desk.ts';
import { type PictureWay, runByPictures } from './picture-run.ts';
import { type RunClock, TimerClock } from './run-clock.ts';
import type { RunReport } from './run-tally.ts';
import { drawRunning } from './running-picture.ts';
import { isSlow, type ShuttleKey, type Speed, shuttle } from './shuttle.ts';
import { SoundClock } from './sound-clock.ts';
import { type PreparationState, usePreparation } from './use-preparation.ts';
import { useProxyDesk } from './use-proxy-desk.ts';
import { useVideoPlayer } from './use-video-player.ts';
import type { PlayerFailure } from './video-player.ts';

/** `video`: the original in the browser's player; else see {@link PictureWay}. */
export type PlaybackWay = 'video' | PictureWay;

/** What can lie in the place of the exact picture while a recording runs. */
export type Player = Exclude<PlaybackWay, 'pictures'>;

export interface Playback {
  /** What was asked for; 0 while still. */
  readonly speed: Speed;
  /** How pictures run, as measured; null while still, at the start, and while the element plays. */
  readonly report: RunReport | null;
  /** How it runs; null while still. */
  readonly way: PlaybackWay | null;
  /** A player runs and is what the person sees: the video element, or the canvas of the review copy. */
  readonly playerShown: boolean;
  /** The frame that this player holds, running or not; null before it was ever seen. */
  readonly playerFrame: number | null;
  /** Which of them was seen last, and may still be until the exact picture is there. */
  readonly player: Player | null;
  /** Whether the number of the player's frame is certain: its clock was tied to the index by comparing pictures. */
  readonly proven: boolean;
  /** Why the browser's player is not used for this recording any more; null while it is. */
  readonly videoFailed: PlayerFailure | null;
  /** Where the review copy's pictures are drawn. */
  readonly runningCanvas: RefObject<HTMLCanvasElement | null>;
  readonly preparation: PreparationState;
  /** The player of the sound beside a review copy. */
  readonly soundTrack: RefObject<HTMLAudioElement | null>;
  readonly error: unknown;
  press(key: ShuttleKey): void;
  setSpeed(speed: Speed): void;
  /** Stops and answers the frame that is on screen. */
  stop(): number;
}

interface PlaybackOptions {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** The recording's own pictures. */
  readonly desk: PictureDesk<StagePicture> | PictureDesk<ImageBitmap>;
  /** Width of the core's pictures while they run. */
  readonly width: number | null;
  /** Where the reader stands, as it is now. */
  readonly position: RefObject<number>;
  /** The same as of this render. */
  readonly n: number;
  readonly goTo: (n: number) => void;
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
  const [report, setReport] = useState<RunReport | null>(null);
  const [way, setWay] = useState<PlaybackWay | null>(null);
  const [player, showPlayer] = useState<Player | null>(null);
  const runningCanvas = useRef<HTMLCanvasElement | null>(null);
  const drawn = useRef<number | null>(null);
  const [videoFailed, setVideoFailed] = useState<PlayerFailure | null>(null);
  const [error, setError] = useState<unknown>(null);
  const pictures = useRef<AbortController | null>(null);
  const current = useRef<Speed>(0);
  const last = index.pts.length - 1;
  const canPlay = item.review === 'direct';
  const soundTrack = useRef<HTMLAudioElement | null>(null);
  /** Resolves when the run by pictures before has let go of everything. */
  const ended = useRef<Promise<void>>(Promise.resolve());
  const runningClock = useRef<RunClock | null>(null);
  const preparation = usePreparation({
    item,
    n: options.n,
    wantProxy: options.wantProxy || videoFailed !== null,
  });
  const proxyDesk = useProxyDesk(item.sha256, index.pts.length, preparation.preparation?.proxy ?? null);

  const halt = (settle = true): number => {
    current.current = 0;
    pictures.current?.abort();
    pictures.current = null;
    proxyDesk.current?.rest();
    const onScreen = videoPlayer.current?.pause(settle) ?? null;
    const wasVideo = player === 'video' && onScreen !== null;
    setSpeedState(0);
    setReport(null);
    setWay(null);
    if (wasVideo && onScreen !== position.current) options.goTo(onScreen);
    return wasVideo ? onScreen : position.current;
  };
  const videoPlayer = useVideoPlayer({
    item,
    index,
    video,
    canPlay,
    picture: (n, near) => desk.want(n, width, near),
    onFrame: (n) => {
      showPlayer('video');
      options.goTo(n);
    },
    onEnd: () => void halt(),
    onFail: (failure) => {
      videoPlayer.current?.pause(false);
      setVideoFailed(failure);
      showPlayer(null);
      if (current.current > 0) void run(current.current, true);
    },
  });
  useEffect(() => () => pictures.current?.abort(), []);

  const showCopy = (n: number) => {
    const picture = proxyDesk.current?.peek(n) ?? null;
    if (picture === null || runningCanvas.current === null) return;
    drawRunning(runningCanvas.current, picture);
    drawn.current = n;
    showPlayer('proxy');
  };

  const runPictures = async (wanted: Speed) => {
    const control = new AbortController();
    const { signal } = control;
    pictures.current = control;
    let from: PictureWay = 'pictures';
    const before = ended.current;
    let end: () => void = () => undefined;
    ended.current = new Promise((resolve) => {
      end = resolve;
    });
    const track = soundTrack.current;
    const clock = track === null ? new TimerClock() : new SoundClock(track);
    runningClock.current = clock;
    try {
      // Two runs never hold the sound at once.
      await before;
      await runByPictures({
        index,
        speed: wanted,
        signal,
        here: () => position.current,
        show: (n) => {
          if (from === 'proxy') showCopy(n);
          options.goTo(n);
        },
        onWay: (next) => {
          from = next;
          setWay(next);
          if (next === 'pictures') showPlayer(null);
        },
        onReport: setReport,
        load: (n, ahead) => {
          const ready = desk.want(n, width, ahead);
          void desk.preload(ahead, width, () => !signal.aborted);
          return ready;
        },
        proxy: () => proxyDesk.current,
        clock,
      });
      if (!signal.aborted) halt();
    } catch (failure) {
      if (signal.aborted) return;
      halt();
      setError(failure);
    } finally {
      end();
    }
  };

  const run = async (wanted: Speed, withoutVideo: boolean) => {
    showPlayer(null);
    const byVideo = wanted > 0 && canPlay && videoFailed === null && !withoutVideo && videoPlayer.current !== null;
    // The reader may stand on the last picture: playing then starts again, as players do.
    const again = wanted > 0 && position.current >= last;
    if (!byVideo) {
      if (again) options.goTo(0);
      return runPictures(wanted);
    }
    setWay('video');
    await videoPlayer.current?.play(again ? 0 : position.current, wanted);
  };

  const setSpeed = (wanted: Speed) => {
    const before = current.current;
    setError(null);
    if (wanted === before) return;
    if (before > 0 && wanted > 0 && player === 'video' && videoFailed === null) {
      current.current = wanted;
      setSpeedState(wanted);
      videoPlayer.current?.setRate(wanted);
      return;
    }
    if (way === 'proxy' && isNudge(before, wanted)) {
      current.current = wanted;
      setSpeedState(wanted);
      runningClock.current?.setSpeed(wanted);
      return;
    }
    if (before !== 0) halt();
    if (wanted === 0) return;
    current.current = wanted;
    setSpeedState(wanted);
    // Deliberately not awaited: it runs until it is stopped, and reports failures by itself.
    void run(wanted, false);
  };

  const actions = useStableActions<Pick<Playback, 'press' | 'setSpeed' | 'stop'>>({
    press: (key) => setSpeed(shuttle(current.current, key)),
    setSpeed,
    stop: () => {
      if (current.current !== 0) return halt(false);
      videoPlayer.current?.pause(false);
      return position.current;
    },
  });
  return {
    ...actions,
    speed,
    report,
    way,
    player,
    playerShown: player !== null && speed !== 0,
    playerFrame: player === 'video' ? (videoPlayer.current?.shown ?? null) : player === 'proxy' ? drawn.current : null,
    proven: player !== 'video' || (videoPlayer.current?.proven ?? false),
    videoFailed,
    runningCanvas,
    preparation,
    soundTrack,
    error,
  };
}
