import type { Turn } from './picture-desk.ts';

/** A picture to take the MD5 of; the worker closes it. */
export interface PrintRequest {
  readonly id: number;
  readonly frame: VideoFrame;
  readonly turn: Turn;
}

/** Null when the planes of its pixel format cannot be compared. */
export interface PrintReply {
  readonly id: number;
  readonly print: Uint8Array<ArrayBuffer> | null;
}
