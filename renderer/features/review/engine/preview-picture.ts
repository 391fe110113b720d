import type { StagePicture } from './picture-desk.ts';

/** A picture that is at hand, with the frame that it really shows. */
export interface Preview {
  readonly n: number;
  readonly picture: ImageBitmap;
}

/**
 * The candidate nearest to frame n, if it is nearer than `shown`, the frame that is on the stage. A neighbour of n is not
 * replaced: while stepping the next picture comes soon enough.
 */
export function nearerPreview(
  n: number,
  shown: number | null,
  [own, prepared]: readonly [StagePicture | null, Preview | null],
): StagePicture | null {
  const best = Math.min(own ? Math.abs(own.n - n) : Infinity, prepared ? Math.abs(prepared.n - n) : Infinity);
  const now = shown === null ? Number.POSITIVE_INFINITY : Math.abs(shown - n);
  if (now <= 1 || best >= now) return null;
  if (own && Math.abs(own.n - n) === best) return own;
  return prepared && asStagePicture(prepared);
}

/** Prepared pictures are upright; whoever prepared them keeps them. */
const asStagePicture = ({ n, picture }: Preview): StagePicture => ({
  n,
  proof: 'none',
  image: picture,
  turn: 0,
  width: picture.width,
  height: picture.height,
  close: () => undefined,
});
