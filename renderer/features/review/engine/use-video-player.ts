import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { media } from '../../../host/media-urls.ts';
import type { StagePicture } from './picture-desk.ts';
import { PicturePrints } from './picture-prints.ts';
import type { Fingerprint } from './player-clock.ts';
import { PictureJudge } from './player-judge.ts';
import { turnOf } from './use-exact-desk.ts';
import { fingerprintOf } from './video-fingerprint.ts';
import { type PlayerFailure, VideoPlayer } from './video-player.ts';

interface VideoPlayerOptions {
  readonly item: Item;
  readonly index: FrameIndex;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** False for a recording that the browser does not play. */
  readonly canPlay: boolean;
  /** The exact picture of a frame, for looking alike. */
  readonly picture: (n: number, near: readonly number[]) => Promise<StagePicture>;
  readonly onFrame: (n: number) => void;
  readonly onEnd: () => void;
  readonly onFail: (failure: PlayerFailure) => void;
}

const FINGERPRINTS_MS = 3000;
const PRINTS_AFTER_MS = 500;

/** The video element as a player whose clock is tied to the index. Null until the element is there. */
export function useVideoPlayer(options: VideoPlayerOptions): RefObject<VideoPlayer | null> {
  const { item, index, video, canPlay } = options;
  const player = useRef<VideoPlayer | null>(null);
  const prints = usePrints(item);
  const rotation = turnOf(item);

  const fingerprints = useEffectEvent(async (near: number): Promise<ReadonlyMap<number, Fingerprint>> => {
    const found = new Map<number, Fingerprint>();
    const numbers = [near, near + 1, near - 1, near + 2, near - 2].filter((n) => n >= 0 && n < index.pts.length);
    const load = async (n: number) => {
      const { image, turn } = await options.picture(n, numbers);
      const print = fingerprintOf(image, turn);
      if (print) found.set(n, print);
    };
    const patience = new Promise((resolve) => setTimeout(resolve, FINGERPRINTS_MS));
    await Promise.race([Promise.allSettled(numbers.map(load)), patience]);
    return found;
  });
  const onFrame = useEffectEvent(options.onFrame);
  const onEnd = useEffectEvent(options.onEnd);
  const onFail = useEffectEvent(options.onFail);

  useEffect(() => {
    const element = video.current;
    if (!element || !canPlay) return;
    const judge = new PictureJudge(rotation);
    player.current = new VideoPlayer(element, index, {
      onFrame: (n) => onFrame(n),
      onFail: (failure) => onFail(failure),
      fingerprints: (near) => fingerprints(near),
      prints: () => prints.current,
      printOf: (frame) => judge.print(frame),
    });
    const control = new AbortController();
    element.addEventListener('ended', () => onEnd(), { signal: control.signal });
    element.addEventListener('error', () => onFail('cannot'), { signal: control.signal });
    return () => {
      control.abort();
      judge.close();
      player.current?.close();
      player.current = null;
    };
  }, [index, video, canPlay, rotation, prints]);
  return player;
}

/** MD5s of all frames, once the whole stream was decoded. Without them the player is tied by looking alike. */
function usePrints({ sha256, pending, review }: Item): RefObject<PicturePrints | null> {
  const prints = useRef<PicturePrints | null>(null);
  const wanted = !pending && review === 'direct';
  useEffect(() => {
    if (!wanted) return;
    const control = new AbortController();
    const load = async () => {
      const response = await fetch(media.prints(sha256), { signal: control.signal });
      if (response.ok) prints.current = new PicturePrints(new Uint8Array(await response.arrayBuffer()));
    };
    // Deliberately silent: the number is shown as not proven then. And not at once: the first picture comes first.
    const timer = setTimeout(() => load().catch(() => undefined), PRINTS_AFTER_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [sha256, wanted]);
  return prints;
}
