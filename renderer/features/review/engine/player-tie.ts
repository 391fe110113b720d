import { assertNever } from '../../../../shared/assert-never.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import type { PicturePrints } from './picture-prints.ts';
import { type Fingerprint, frameOfMediaTime, matchPicture, type PlayerClock, provenClock } from './player-clock.ts';
import { judgePicture } from './player-judge.ts';

/** What a tie needs of the player and of everybody else. */
export interface TieNeeds {
  /** The picture that the player shows, with its own time in the timestamp; null when there is none. */
  grab(): VideoFrame | null;
  /** MD5s of all frames; null as long as the whole decode is still running. */
  prints(): PicturePrints | null;
  /** MD5 of a picture, which is given away; null when it cannot be compared. */
  printOf(frame: VideoFrame): Promise<Uint8Array | null>;
  /** A small version of what the player shows. */
  look(): Fingerprint | null;
  /** Small pictures of the frames around n, as far as they can be had. */
  fingerprints(near: number): Promise<ReadonlyMap<number, Fingerprint>>;
}

/** What a look at the player's picture came to. `broken`: its clock cannot be trusted for this recording. */
export type TieOutcome = { readonly clock: PlayerClock; readonly broken: boolean };

/** A player is given up after so many pictures that its clock misnames, or that are none of the recording's. */
const MOST_WRONG = 2;

/**
 * Ties a player's clock to the index by the picture that it shows. By the MD5 of its planes where the player gives
 * them: that is exact. Else by looking alike, once, as long as nothing else stands behind the clock.
 */
export class PlayerTie {
  readonly #index: FrameIndex;
  readonly #needs: TieNeeds;
  #byPlanes: 'unknown' | 'yes' | 'no' = 'unknown';
  #wrong = 0;
  #looking = false;

  constructor(index: FrameIndex, needs: TieNeeds) {
    this.#index = index;
    this.#needs = needs;
  }

  /** Looks once; `shownAt` is the time that the picture on screen carried. Null when there was nothing to learn. */
  async look(clock: PlayerClock, shownAt: number): Promise<TieOutcome | null> {
    if (this.#looking) return null;
    this.#looking = true;
    try {
      const prints = this.#needs.prints();
      if (prints !== null && this.#byPlanes !== 'no') {
        const outcome = await this.#lookByPlanes(clock, prints);
        if (outcome !== null) return outcome;
      }
      return clock.proven || this.#byPlanes === 'yes' ? null : await this.#lookAlike(clock, shownAt);
    } finally {
      this.#looking = false;
    }
  }

  async #lookByPlanes(clock: PlayerClock, prints: PicturePrints): Promise<TieOutcome | null> {
    const frame = this.#needs.grab();
    if (frame === null) return null;
    const seconds = frame.timestamp / 1e6;
    const print = await this.#needs.printOf(frame);
    if (print === null) {
      this.#byPlanes = 'no';
      return null;
    }
    const guess = frameOfMediaTime(this.#index, clock, seconds);
    const verdict = judgePicture(prints, guess, print);
    switch (verdict.kind) {
      case 'here':
        this.#byPlanes = 'yes';
        this.#wrong = 0;
        return { clock: provenClock(this.#index, guess, seconds), broken: false };
      case 'elsewhere': {
        this.#byPlanes = 'yes';
        // The first tie of a clock that was only assumed is no mistake of the player.
        if (clock.proven) this.#wrong++;
        return { clock: provenClock(this.#index, verdict.n, seconds), broken: this.#wrong >= MOST_WRONG };
      }
      case 'foreign':
        this.#wrong++;
        if (this.#byPlanes === 'unknown' && this.#wrong >= MOST_WRONG) {
          // Its planes are another rendering of the same pictures: they tell nothing.
          this.#byPlanes = 'no';
          this.#wrong = 0;
          return null;
        }
        return { clock, broken: this.#byPlanes === 'yes' && this.#wrong >= MOST_WRONG };
      case 'unclear':
        if (clock.proven) this.#wrong++;
        return { clock: { ...clock, proven: false }, broken: this.#wrong >= MOST_WRONG };
      case 'perhaps':
        return { clock, broken: false };
      default:
        return assertNever(verdict);
    }
  }

  async #lookAlike(clock: PlayerClock, shownAt: number): Promise<TieOutcome | null> {
    const shown = this.#needs.look();
    const guess = frameOfMediaTime(this.#index, clock, shownAt);
    const n = shown && matchPicture(shown, await this.#needs.fingerprints(guess));
    return n === null ? null : { clock: provenClock(this.#index, n, shownAt), broken: false };
  }
}
