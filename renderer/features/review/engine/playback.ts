import type { RefObject } from 'react';
import type { PictureWay } from './picture-run.ts';
import type { RunReport } from './run-tally.ts';
import type { ShuttleKey, Speed } from './shuttle.ts';
import type { PreparationState } from './use-preparation.ts';
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
  /** Which of them was seen last, and may still be until the exact picture is there. */
  readonly player: Player | null;
  /** Why the browser's player is not used for this recording any more; null while it is. */
  readonly videoFailed: PlayerFailure | null;
  /** Where the review copy's pictures are drawn. */
  readonly runningCanvas: RefObject<HTMLCanvasElement | null>;
  readonly preparation: PreparationState;
  /** The player of the sound beside a review copy. */
  readonly soundTrack: RefObject<HTMLAudioElement | null>;
  readonly error: unknown;
  /** The frame that the player holds now, running or not; null before it was ever seen. */
  playerFrame(): number | null;
  /** The frame that the player holds at this very moment, told already or not; null when that cannot be known. */
  heldFrame(): number | null;
  /** Whether the number of the player's frame is certain: its clock was tied to the index by comparing pictures. */
  proven(): boolean;
  press(key: ShuttleKey): void;
  setSpeed(speed: Speed): void;
  /** Stops and answers the frame that is on screen. */
  stop(): number;
}
