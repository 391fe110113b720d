import { assertFrame } from '../../../shared/frames.ts';
import type { Work } from '../progress.ts';
import { decodeRange } from './decode-range.ts';
import type { PictureOrigin } from './pictures.ts';

/**
 * Decodes frames first..last of the original again. Answers the number of the first picture whose MD5 is not the one
 * given, or null when all are. @throws AppError frame_out_of_range, cancelled
 */
export async function compareRange(
  origin: PictureOrigin,
  first: number,
  last: number,
  md5: readonly string[],
  work: Work,
): Promise<number | null> {
  assertFrame(first, origin.index.pts.length);
  assertFrame(last, origin.index.pts.length);
  if (md5.length !== last - first + 1) return first + Math.min(md5.length, last - first);
  const { firstDifference } = await decodeRange({
    ...origin,
    first,
    last,
    expected: md5,
    signal: work.signal,
    onProven: (n) =>
      work.onStep({ step: 'Comparing pictures', done: n - first + 1, total: md5.length, unit: 'frames' }),
  });
  return firstDifference;
}
