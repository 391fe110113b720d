import type { FrameIndex } from '../../../../shared/frames.ts';
import { firstPictureClock, frameOfMediaTime, mediaTimeOfFrame, type PlayerClock } from './player-clock.ts';
import { PlayerTie, type TieNeeds } from './player-tie.ts';
import { fingerprintOf } from './video-fingerprint.ts';

/** `cannot`: the browser does not play this original. `untrue`: its player shows other frames than its clock says. */
export type PlayerFailure = 'cannot' | 'untrue';

interface PlayerEvents extends Pick<TieNeeds, 'prints' | 'printOf' | 'fingerprints'> {
  /** A picture was put on screen; n is what the index says it is. */
  onFrame(n: number): void;
  onFail(failure: PlayerFailure): void;
}

/** After a seek a new picture comes at once, or none when the element shows the right one already. */
const PICTURE_WAIT_MS = 150;
const SEEK_WAIT_MS = 4000;
/** A paused element shows its last picture within a few refreshes of the screen. */
const SETTLE_MS = 120;
/** How often the tie is looked at while it runs. */
const LOOK_EVERY_MS = 2000;

/**
 * Plays the original in a video element and tells which frame of the index is on screen. The element knows only its
 * own clock, so each presented picture's media time is looked up in the index, never multiplied by a rate; that the
 * clock is the index's is checked by the pictures themselves.
 */
export class VideoPlayer {
  readonly #video: HTMLVideoElement;
  readonly #index: FrameIndex;
  readonly #events: PlayerEvents;
  readonly #tie: PlayerTie;
  readonly #waiting = new Set<() => void>();
  #clock: PlayerClock | null = null;
  #mediaTime: number | null = null;
  #running = false;
  #settledAt = 0;
  #lookedAt = 0;
  #run = 0;
  #pending = 0;

  constructor(video: HTMLVideoElement, index: FrameIndex, events: PlayerEvents) {
    this.#video = video;
    this.#index = index;
    this.#events = events;
    this.#tie = new PlayerTie(index, { ...events, grab: () => grab(video), look: () => fingerprintOf(video) });
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

  /**
   * The frame that the element holds at this moment, by the time that its picture itself carries: it may be one more
   * than was told. Null where the browser does not give the picture.
   */
  get held(): number | null {
    const frame = this.#clock === null ? null : grab(this.#video);
    if (frame === null || this.#clock === null) return null;
    const seconds = frame.timestamp / 1e6;
    frame.close();
    return frameOfMediaTime(this.#index, this.#clock, seconds);
  }

  /** Starts at frame n. False when another call came in between or nothing can be played. */
  async play(n: number, rate: number): Promise<boolean> {
    const run = ++this.#run;
    if (this.#clock === null && this.#video.currentTime > 0) await this.#seek(0);
    if (this.#clock === null) await this.#picture(SEEK_WAIT_MS);
    if (run !== this.#run) return false;
    if (this.#clock === null) {
      this.#events.onFail('cannot');
      return false;
    }
    await this.#seek(mediaTimeOfFrame(this.#index, this.#clock, n));
    if (run !== this.#run) return false;
    // Deliberately not awaited: playing need not wait for a comparison.
    void this.#look();
    this.#video.playbackRate = rate;
    this.#running = true;
    try {
      await this.#video.play();
      return run === this.#run;
    } catch {
      if (run === this.#run) this.#events.onFail('cannot');
      return false;
    }
  }

  setRate(rate: number): void {
    this.#video.playbackRate = rate;
  }

  /**
   * Stops; the answer is the frame that is on screen. One more picture may be on its way to it already; `settle` lets
   * that one be told, too, and has the number checked once more by the picture.
   */
  pause(settle: boolean): number | null {
    const ran = this.#running;
    this.#run++;
    this.#running = false;
    this.#settledAt = settle ? performance.now() + SETTLE_MS : 0;
    this.#video.pause();
    // Deliberately not awaited: what it finds is told as a frame of its own.
    if (settle && ran) void this.#look();
    return this.shown;
  }

  close(): void {
    this.pause(false);
    this.#video.cancelVideoFrameCallback(this.#pending);
  }

  get #told(): boolean {
    return this.#running || performance.now() < this.#settledAt;
  }

  /** Hears of every picture the element presents, running or not. */
  #listen(): void {
    this.#pending = this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
      this.#mediaTime = mediaTime;
      // The picture at the element's time 0 is frame 0, whatever time it carries itself.
      if (this.#video.currentTime < 1e-3) this.#clock ??= firstPictureClock(this.#index, mediaTime);
      for (const arrived of [...this.#waiting]) arrived();
      if (this.#told && this.shown !== null) this.#events.onFrame(this.shown);
      if (this.#running && performance.now() - this.#lookedAt > LOOK_EVERY_MS) void this.#look();
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

  /** Looks which frame the picture really is; a number that was wrong is told anew. */
  async #look(): Promise<void> {
    this.#lookedAt = performance.now();
    if (this.#clock === null || this.#mediaTime === null) return;
    const run = this.#run;
    const outcome = await this.#tie.look(this.#clock, this.#mediaTime);
    if (outcome === null) return;
    const before = this.shown;
    this.#clock = outcome.clock;
    if (outcome.broken && run === this.#run && this.#running) this.#events.onFail('untrue');
    else if (this.#told && this.shown !== null && this.shown !== before) this.#events.onFrame(this.shown);
  }
}

/** The element's present picture with its planes, where the browser gives them. */
function grab(video: HTMLVideoElement): VideoFrame | null {
  try {
    return new VideoFrame(video);
  } catch {
    return null;
  }
}
