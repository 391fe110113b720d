import type { FrameIndex } from '../../../../shared/frames.ts';
import {
  type Fingerprint,
  fingerprint,
  firstPictureClock,
  frameOfMediaTime,
  matchPicture,
  mediaTimeOfFrame,
  type PlayerClock,
  provenClock,
} from './player-clock.ts';

interface PlayerEvents {
  /** A picture was put on screen while running; n is what the index says it is. */
  onFrame(n: number): void;
  onFail(): void;
  /** Small pictures of the frames around n, as far as they can be had, for tying the player's clock to the index. */
  fingerprints(near: number): Promise<ReadonlyMap<number, Fingerprint>>;
}

const SIDE = { width: 48, height: 27 } as const;
/** After a seek a new picture comes at once, or none when the element shows the right one already. */
const PICTURE_WAIT_MS = 150;
const SEEK_WAIT_MS = 4000;
/** A paused element shows its last picture within a few refreshes of the screen. */
const SETTLE_MS = 120;

/** A small grey version of whatever can be drawn. */
export function fingerprintOf(source: CanvasImageSource): Fingerprint | null {
  const canvas = new OffscreenCanvas(SIDE.width, SIDE.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, SIDE.width, SIDE.height);
  const { data } = context.getImageData(0, 0, SIDE.width, SIDE.height);
  const grey = Array.from({ length: SIDE.width * SIDE.height }, (_, i) => {
    const at = i * 4;
    return 0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0);
  });
  return fingerprint(grey);
}

/**
 * Plays the original in a video element and tells which frame of the index is on screen. The element knows only its
 * own clock, so each presented picture's media time is looked up in the index, never multiplied by a rate.
 */
export class VideoPlayer {
  readonly #video: HTMLVideoElement;
  readonly #index: FrameIndex;
  readonly #events: PlayerEvents;
  readonly #waiting = new Set<() => void>();
  #clock: PlayerClock | null = null;
  #mediaTime: number | null = null;
  #running = false;
  #settledAt = 0;
  #run = 0;
  #pending = 0;

  constructor(video: HTMLVideoElement, index: FrameIndex, events: PlayerEvents) {
    this.#video = video;
    this.#index = index;
    this.#events = events;
    this.#listen();
  }

  /** True once the element's clock was tied to the index by comparing pictures. */
  get proven(): boolean {
    return this.#clock?.proven ?? false;
  }

  /** The frame that the element shows, or null before the first. */
  get shown(): number | null {
    if (this.#clock === null || this.#mediaTime === null) return null;
    return frameOfMediaTime(this.#index, this.#clock, this.#mediaTime);
  }

  /** Starts at frame n. False when another call came in between or nothing can be played. */
  async play(n: number, rate: number): Promise<boolean> {
    const run = ++this.#run;
    if (this.#clock === null && this.#video.currentTime > 0) await this.#seek(0);
    if (this.#clock === null) await this.#picture(SEEK_WAIT_MS);
    if (run !== this.#run) return false;
    if (this.#clock === null) {
      this.#events.onFail();
      return false;
    }
    await this.#seek(mediaTimeOfFrame(this.#index, this.#clock, n));
    if (run !== this.#run) return false;
    // Deliberately not awaited: playing need not wait for a comparison.
    void this.#tie();
    this.#video.playbackRate = rate;
    this.#running = true;
    try {
      await this.#video.play();
      return run === this.#run;
    } catch {
      if (run === this.#run) this.#events.onFail();
      return false;
    }
  }

  setRate(rate: number): void {
    this.#video.playbackRate = rate;
  }

  /**
   * Stops; the answer is the frame that is on screen. One more picture may be on its way to it already; `settle` lets
   * that one be told, too.
   */
  pause(settle: boolean): number | null {
    this.#run++;
    this.#running = false;
    this.#settledAt = settle ? performance.now() + SETTLE_MS : 0;
    this.#video.pause();
    return this.shown;
  }

  close(): void {
    this.pause(false);
    this.#video.cancelVideoFrameCallback(this.#pending);
  }

  /** Hears of every picture the element presents, running or not. */
  #listen(): void {
    this.#pending = this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
      this.#mediaTime = mediaTime;
      // The picture at the element's time 0 is frame 0, whatever time it carries itself.
      if (this.#video.currentTime < 1e-3) this.#clock ??= firstPictureClock(this.#index, mediaTime);
      for (const arrived of [...this.#waiting]) arrived();
      const told = this.#running || performance.now() < this.#settledAt;
      if (told && this.shown !== null) this.#events.onFrame(this.shown);
      this.#listen();
    });
  }

  /** Resolves with the next picture, or when it does not come in time. */
  #picture(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, patience);
      this.#waiting.add(done);
    });
  }

  async #seek(seconds: number): Promise<void> {
    const sought = new Promise<void>((resolve) => {
      this.#video.addEventListener('seeked', () => resolve(), { once: true });
      setTimeout(resolve, SEEK_WAIT_MS);
    });
    let arrived = false;
    const picture = this.#picture(SEEK_WAIT_MS).then(() => {
      arrived = true;
    });
    this.#video.currentTime = seconds;
    await sought;
    if (!arrived) await Promise.race([picture, new Promise((resolve) => setTimeout(resolve, PICTURE_WAIT_MS))]);
  }

  /** Looks which frame the picture really is, as long as that is not known yet. */
  async #tie(): Promise<void> {
    const mediaTime = this.#mediaTime;
    const guess = this.shown;
    if (this.proven || mediaTime === null || guess === null) return;
    const shown = fingerprintOf(this.#video);
    const n = shown && matchPicture(shown, await this.#events.fingerprints(guess));
    if (n !== null) this.#clock = provenClock(this.#index, n, mediaTime);
  }
}
