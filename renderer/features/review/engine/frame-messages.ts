import type { FrameIndex } from '../../../../shared/frames.ts';
import type { Turn } from './picture-desk.ts';
import type { SourceFailureReason } from './source-picture.ts';

/** The recording whose pictures are wanted. Sent once, first. */
export interface OpenFrames {
  readonly type: 'open';
  /** Where the original is. */
  readonly url: string;
  /** Where the MD5s of its pictures are; null as long as the whole decode is still running. */
  readonly prints: string | null;
  readonly index: FrameIndex;
  readonly turn: Turn;
}

/** What the page tells the worker that decodes an original. */
export type FrameRequest = OpenFrames | DecodeFrames | StopFrames;

/** Gives up what is being decoded, and decodes this instead. */
export interface DecodeFrames {
  readonly type: 'decode';
  readonly run: number;
  readonly first: number;
  readonly last: number;
  /** The pictures come in descending order. */
  readonly lastFirst: boolean;
  /** Milliseconds that a picture takes at least: nobody waits for it, and others need the processor. 0 for none. */
  readonly pace: number;
}

/** Gives up what is being decoded. */
export interface StopFrames {
  readonly type: 'stop';
}

/** What it answers. A run ends with `done`, unless another one took its place; after `failed` nothing more comes. */
export type FrameReply =
  /** The frame is handed over: the page closes it. */
  | {
      readonly type: 'picture';
      readonly run: number;
      readonly n: number;
      readonly frame: VideoFrame;
      readonly proven: boolean;
    }
  | { readonly type: 'done'; readonly run: number }
  | { readonly type: 'failed'; readonly reason: SourceFailureReason; readonly message: string };
