import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import type { PictureLoader } from './picture-loader.ts';
import { runPictures } from './picture-shuttle.ts';
import type { Fingerprint } from './player-clock.ts';
import { type ShuttleKey, type Speed, shuttle } from './shuttle.ts';
import { fingerprintOf, VideoPlayer } from './video-player.ts';

export interface Playback {
  /** What was asked for; 0 while still. */
  readonly speed: Speed;
  /** Seconds of recording per second, as measured, while the core's pictures run; null otherwise. */
  readonly rate: number | null;
  /** The video element runs and is what the person sees; otherwise the exact picture lies over it. */
  readonly videoShown: boolean;
  /** The frame that the video element holds, running or not; null before it was ever seen. */
  readonly videoFrame: number | null;
  /** While the element plays, whether its clock was tied to the frame index by comparing pictures. */
  readonly proven: boolean;
  /** The browser cannot play this original after all; the core's pictures run instead. */
  readonly videoFailed: boolean;
  readonly error: unknown;
  press(key: ShuttleKey): void;
  setSpeed(speed: Speed): void;
  /** Stops and answers the frame that is on screen. */
  stop(): number;
}

interface PlaybackOptions {
  readonly index: FrameIndex;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly canPlay: boolean;
  readonly loader: PictureLoader<ImageBitmap>;
  /** Width of pictures while they run. */
  readonly width: number | null;
  /** Widths in which pictures may be at hand already. */
  readonly knownWidths: readonly (number | null)[];
  /** Where the reader stands, as it is now. */
  readonly position: RefObject<number>;
  readonly goTo: (n: number) => void;
}

/** Runs the recording: the original in the player where the browser can, else the core's pictures one by one. */
export function usePlayback(options: PlaybackOptions): Playback {
  const { index, video, canPlay, loader, position } = options;
  const [speed, setSpeedState] = useState<Speed>(0);
  const [rate, setRate] = useState<number | null>(null);
  const [videoShown, showVideo] = useState(false);
  const [videoFailed, setVideoFailed] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const player = useRef<VideoPlayer | null>(null);
  const pictures = useRef<AbortController | null>(null);
  const current = useRef<Speed>(0);

  const fingerprints = useEffectEvent(async (near: number): Promise<ReadonlyMap<number, Fingerprint>> => {
    const found = new Map<number, Fingerprint>();
    const numbers = [near - 2, near - 1, near, near + 1, near + 2].filter((n) => n >= 0 && n < index.pts.length);
    const load = async (n: number) => {
      const known = options.knownWidths.map((width) => loader.peek(n, width)).find((picture) => picture !== null);
      const print = fingerprintOf(known ?? (await loader.want(n, options.width, numbers)));
      if (print) found.set(n, print);
    };
    const patience = new Promise((resolve) => setTimeout(resolve, 3000));
    await Promise.race([Promise.allSettled(numbers.map(load)), patience]);
    return found;
  });
  const onFrame = useEffectEvent((n: number) => {
    showVideo(true);
    options.goTo(n);
  });
  const halt = (settle = true): number => {
    current.current = 0;
    pictures.current?.abort();
    pictures.current = null;
    const onScreen = player.current?.pause(settle) ?? null;
    const wasVideo = videoShown && onScreen !== null;
    setSpeedState(0);
    setRate(null);
    if (wasVideo && onScreen !== position.current) options.goTo(onScreen);
    return wasVideo ? onScreen : position.current;
  };
  const onEnd = useEffectEvent(() => void halt());
  const onFail = useEffectEvent(() => {
    setVideoFailed(true);
    showVideo(false);
    if (current.current > 0) void runFrom(current.current, true);
  });

  useEffect(() => {
    const element = video.current;
    if (!element || !canPlay) return;
    player.current = new VideoPlayer(element, index, {
      onFrame: (n) => onFrame(n),
      onFail: () => onFail(),
      fingerprints: (near) => fingerprints(near),
    });
    const control = new AbortController();
    element.addEventListener('ended', () => onEnd(), { signal: control.signal });
    element.addEventListener('error', () => onFail(), { signal: control.signal });
    return () => {
      control.abort();
      player.current?.close();
      player.current = null;
    };
  }, [index, video, canPlay]);
  useEffect(() => () => pictures.current?.abort(), []);

  const runByPictures = async (wanted: Speed) => {
    const control = new AbortController();
    pictures.current = control;
    try {
      await runPictures({
        index,
        from: position.current,
        speed: wanted,
        signal: control.signal,
        load: (n, ahead) => {
          const ready = loader.want(n, options.width, ahead);
          void loader.preload(ahead, options.width, () => !control.signal.aborted);
          return ready;
        },
        show: options.goTo,
        onRate: (measured) => setRate(measured),
      });
      if (!control.signal.aborted) halt();
    } catch (failure) {
      if (control.signal.aborted) return;
      halt();
      setError(failure);
    }
  };

  const runFrom = async (wanted: Speed, withoutVideo: boolean) => {
    const byVideo = wanted > 0 && canPlay && !videoFailed && !withoutVideo && player.current !== null;
    if (!byVideo) {
      showVideo(false);
      return runByPictures(wanted);
    }
    // The reader may stand on the last picture: playing then starts again, as players do.
    const last = index.pts.length - 1;
    showVideo(false);
    await player.current?.play(position.current >= last ? 0 : position.current, wanted);
  };

  const setSpeed = (wanted: Speed) => {
    const before = current.current;
    setError(null);
    if (wanted === before) return;
    if (before > 0 && wanted > 0 && videoShown && !videoFailed) {
      current.current = wanted;
      setSpeedState(wanted);
      player.current?.setRate(wanted);
      return;
    }
    if (before !== 0) halt();
    if (wanted === 0) return;
    current.current = wanted;
    setSpeedState(wanted);
    // Deliberately not awaited: it runs until it is stopped, and reports failures by itself.
    void runFrom(wanted, false);
  };

  const actions = useStableActions<Pick<Playback, 'press' | 'setSpeed' | 'stop'>>({
    press: (key) => setSpeed(shuttle(current.current, key)),
    setSpeed,
    stop: () => {
      if (current.current !== 0) return halt(false);
      player.current?.pause(false);
      return position.current;
    },
  });
  return {
    ...actions,
    speed,
    rate,
    videoShown: videoShown && speed > 0,
    videoFrame: videoShown ? (player.current?.shown ?? null) : null,
    proven: player.current?.proven ?? false,
    videoFailed,
    error,
  };
}
