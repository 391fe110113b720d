import type { Warning } from '../../../shared/evidence.ts';
import type { FrameList } from '../../../shared/frames.ts';
import type { PicturePrints } from './index-prints.ts';

/** From frame `from` on the pictures have this size and pixel format, such as `1920x1080 yuv420p`. */
export interface PictureShape {
  readonly from: number;
  readonly shape: string;
}

/** The frame index together with what only the decoder knows. */
export interface DecodedIndex extends FrameList {
  /**
   * MD5 of every picture, as ffmpeg's framemd5 gives it, upright and in the stream's own pixel format. Null while only
   * the container has listed them.
   */
  readonly md5: PicturePrints | null;
  /** How pictures were coded, first and wherever it changes; absent from lists that an earlier version made. */
  readonly shapes?: readonly PictureShape[] | undefined;
  /** Decode errors and disagreements with the container, as sentences. */
  readonly warnings: readonly Warning[];
}
