import type { Picture } from './picture-loader.ts';

/**
 * What stands behind a shown picture. `md5`: its planes' MD5 is the index's. `core`: the core made it from the picture
 * that it proved itself. `none`: nothing to compare with yet, as long as the whole decode is still running.
 */
export type PictureProof = 'md5' | 'core' | 'none';

/** Clockwise turn in degrees. */
export type Turn = 0 | 90 | 180 | 270;

/** A decoded picture that can be drawn. The desk closes it; who asked for it draws it at once and keeps nothing. */
export interface StagePicture extends Picture {
  /** Frame of the index. */
  readonly n: number;
  readonly proof: PictureProof;
  readonly image: VideoFrame | ImageBitmap;
  /** The turn that makes `image` upright. `width` and `height` are those of `image`, before it is turned. */
  readonly turn: Turn;
}

/**
 * Where pictures are asked for by frame number. `width` says how wide the core shall make one when it has to (null for
 * full size); a picture that the browser decoded comes in its own size.
 */
export interface PictureDesk<P extends Picture = StagePicture> {
  /** The picture if it is at hand. */
  peek(n: number, width: number | null): P | null;
  /** The picture, sooner or later; asking for another one gives up what is not in `near`, which rejects. */
  want(n: number, width: number | null, near?: readonly number[]): Promise<P>;
  /** Gets neighbours ready in the given order as long as `isCurrent` says that they are of use. */
  preload(numbers: readonly number[], width: number | null, isCurrent: () => boolean): Promise<void>;
  close(): void;
}
