import { type RefObject, useEffect, useRef, useState } from 'react';
import { type FrameIndex, intervalSeconds } from '../../../shared/frames.ts';
import { ptsToSeconds } from '../../../shared/time.ts';

export interface ClipPlayer {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly playing: boolean;
  /** Share of the interval that has been played, 0 to 1. */
  readonly done: number;
  readonly failed: boolean;
  readonly toggle: () => void;
}

/** Seconds of the element's clock at which the interval starts and ends. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the interval lies on the element's clock. Its zero need not be the stream's: the first picture that it
 * presents is frame 0, and the time it says for that picture gives the shift.
 */
function spanOnClock(index: FrameIndex, first: number, last: number, firstPicture: number): Span {
  const shift = ptsToSeconds(index.pts[0] ?? 0, index.timeBase) - firstPicture;
  const { start, end } = intervalSeconds(index, first, last);
  return { from: start - shift, to: end - shift };
}

const PICTURE_WAIT_MS = 3000;

/** Resolves with the media time of the picture that is presented next; 0 when none comes. */
const nextPicture = (video: HTMLVideoElement): Promise<number> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(0), PICTURE_WAIT_MS);
    video.requestVideoFrameCallback((_now, picture) => resolve(picture.mediaTime));
  });

/**
 * Plays frames first..last of an original that the browser can decode, then stops. For watching only: which pictures
 * an exported clip holds is decided by frame numbers and never by this clock.
 */
export function useClipPlayer(index: FrameIndex | undefined, first: number, last: number): ClipPlayer {
  const video = useRef<HTMLVideoElement>(null);
  const span = useRef<Span | null>(null);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const [done, setDone] = useState(0);

  useEffect(() => {
    if (!playing) return;
    const element = video.current;
    let asked = 0;
    const follow = () => {
      if (element === null || span.current === null) return;
      const { from, to } = span.current;
      setDone(Math.min(1, Math.max(0, (element.currentTime - from) / Math.max(0.001, to - from))));
      if (element.currentTime >= to || element.ended) {
        element.pause();
        setDone(0);
        setPlaying(false);
      } else asked = requestAnimationFrame(follow);
    };
    asked = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(asked);
  }, [playing]);

  const start = async (element: HTMLVideoElement, frames: FrameIndex) => {
    if (span.current === null) {
      const picture = nextPicture(element);
      element.preload = 'auto';
      element.load();
      span.current = spanOnClock(frames, first, last, await picture);
    }
    const { from, to } = span.current;
    if (element.currentTime < from || element.currentTime >= to - 0.05) element.currentTime = from + 0.001;
    await element.play();
    setPlaying(true);
  };

  const toggle = () => {
    const element = video.current;
    if (element === null || index === undefined) return;
    if (playing) {
      element.pause();
      setPlaying(false);
    } else start(element, index).catch(() => setFailed(true));
  };

  return { video, playing, done, failed, toggle };
}
