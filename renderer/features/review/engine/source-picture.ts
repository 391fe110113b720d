/** One decoded picture on its way to the screen. Whoever receives it closes `frame`, exactly once. */
export interface SourcePicture {
  /** Frame of the index that it is. */
  readonly n: number;
  /** As it was coded: how it is turned and stretched is the item's word. Its own clock means nothing. */
  readonly frame: VideoFrame;
  /** Its planes' MD5 was compared and is the index's. */
  readonly proven: boolean;
}

/**
 * Gives pictures of a recording by their number. Lives in the frame worker. One decode runs at a time; who wants
 * another one aborts the one before and may ask at once.
 */
export interface PictureSource {
  /**
   * Decodes frames first..last (ascending, both inclusive) and hands each over once, in order; begins at the key frame
   * that it needs. Each picture comes as soon as it is out. Rejects with {@link SourceFailure} when what comes out is
   * not what the index says, and with the signal's reason when aborted.
   */
  decode(first: number, last: number, signal: AbortSignal, onPicture: (picture: SourcePicture) => void): Promise<void>;
  /** Gives back the decoder and everything read ahead. */
  close(): void;
}

/** Why a source gives no pictures of a recording. Stable words; a screen turns them into a sentence. */
export type SourceFailureReason =
  /** The container is not read here, or the browser has no decoder for the codec. */
  | 'unsupported'
  /** The decoder stopped with an error. */
  | 'decoder'
  /** The bytes could not be had. */
  | 'unreadable'
  /** A frame of the index did not come, came twice or out of order, or is another picture than the index says. */
  | 'mismatch'
  /** There is nothing to prove pictures by. */
  | 'unproven';

/** A source that can be relied on no longer for this recording. `message` is for the log of the page, not for people. */
export class SourceFailure extends Error {
  readonly reason: SourceFailureReason;

  constructor(reason: SourceFailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SourceFailure';
    this.reason = reason;
  }
}
