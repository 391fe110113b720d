import type { FrameIndex } from '../../../shared/frames.ts';
import {
  type Fingerprint,
  firstGuess,
  frameOfMediaTime,
  matchPicture,
  mediaTimeOfFrame,
  type PlayerClock,
  provenClock,
} from './player-clock.ts';

interface PlayerEvents {
  /** A picture was put on screen; n is what the index says it is. */
  onFrame(n: number): void;
  onEnd(): void;
  onFail(): void;
  /** Small pictures of the frames around n, as far as they are at hand, for tying the player's clock to the index. */
  fingerprints(near: number): Promise<ReadonlyMap<number, Fingerprint>>;
}

const SIDE = { width: 48, height: 27 } as const;
const FRAME_WAIT_MS = 1500;

/** A small grey version of whatever can be drawn. */
export function fingerprintOf(source: CanvasImageSource): Fingerprint | null {
  const canvas = new OffscreenCanvas(SIDE.width, SIDE.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, SIDE.width, SIDE.height);
  const { data } = context.getImageData(0, 0, SIDE.width, SIDE.height);
  return Array.from({ length: SIDE.width * SIDE.height }, (_, i) => {
    const at = i * 4;
    return 0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0);
  });
}

/**
 * Plays the original in a video element and tells which frame of the index is on screen. The element knows only its
 * own clock, so each presented picture's media time is looked up in the index, never multiplied by a rate.
 */
export class VideoPlayer {
  readonly #video: HTMLVideoElement;
  readonly #index: FrameIndex;
  readonly #events: PlayerEvents;
  #clock: PlayerClock;
  #shown: number | null = null;
  #run = 0;
  #pending = 0;

  constructor(video: HTMLVideoElement, index: FrameIndex, events: PlayerEvents) {
    this.#video = video;
    this.#index = index;
    this.#events = events;
    this.#clock = firstGuess(index);
  }

  /** True once the element's clock was tied to the index by comparing pictures. */
  get proven(): boolean {
    return this.#clock.proven;
  }

  /** The frame that the element shows, or null before the first. */
  get shown(): number | null {
    return this.#shown;
  }

  /** Starts at frame n. Resolves when pictures run; false when another call came in between or nothing can be played. */
  async play(n: number, rate: number): Promise<boolean> {
    const run = ++this.#run;
    if (!(await this.#seek(n, run))) return false;
    this.#video.playbackRate = rate;
    try {
      await this.#video.play();
    } catch {
      if (run === this.#run) this.#events.onFail();
      return false;
    }
    if (run !== this.#run) return false;
    this.#follow(run);
    return true;
  }

  setRate(rate: number): void {
    this.#video.playbackRate = rate;
  }

  /** Stops; the answer is the frame that stays on screen. */
  pause(): number | null {
    this.#run++;
    this.#video.pause();
    if (this.#pending) this.#video.cancelVideoFrameCallback(this.#pending);
    this.#pending = 0;
    return this.#shown;
  }

  async #seek(n: number, run: number): Promise<boolean> {
    for (let attempt = 0; attempt < 2; attempt++) {
      const before = this.#clock;
      const mediaTime = await this.#presentAt(mediaTimeOfFrame(this.#index, before, n));
      if (run !== this.#run) return false;
      if (mediaTime === null) return true;
      await this.#tie(mediaTime);
      if (run !== this.#run) return false;
      this.#shown = frameOfMediaTime(this.#index, this.#clock, mediaTime);
      if (this.#shown === n || before.offset === this.#clock.offset) return true;
    }
    return true;
  }

  /** Seeks and waits for the picture; its media time, or null when the element shows none in time. */
  #presentAt(seconds: number): Promise<number | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), FRAME_WAIT_MS);
      this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
        clearTimeout(timer);
        resolve(mediaTime);
      });
      this.#video.currentTime = seconds;
    });
  }

  /** Looks which frame the picture really is, as long as that is not known yet. */
  async #tie(mediaTime: number): Promise<void> {
    if (this.#clock.proven) return;
    const guess = frameOfMediaTime(this.#index, this.#clock, mediaTime);
    const shown = fingerprintOf(this.#video);
    const candidates = await this.#events.fingerprints(guess);
    const n = shown && matchPicture(shown, candidates);
    if (n !== null) this.#clock = provenClock(this.#index, n, mediaTime);
  }

  #follow(run: number): void {
    this.#pending = this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
      if (run !== this.#run) return;
      this.#shown = frameOfMediaTime(this.#index, this.#clock, mediaTime);
      this.#events.onFrame(this.#shown);
      if (this.#video.ended) this.#events.onEnd();
      else this.#follow(run);
    });
  }
}
