import { assertFrame } from '../../../shared/frames.ts';
import type { Work } from '../progress.ts';
import { decodeRange } from './decode-range.ts';
import type { PictureOrigin } from './pictures.ts';

/**
 * Decodes frames first..last of the original again. Answers the number of the first picture whose MD5 is not the one
 * given, or null when all are. Where there are fewer pictures than MD5s, or the other way round, those in both are
 * compared, and the first without a counterpart differs. @throws AppError frame_out_of_range, cancelled
 */
export async function compareRange(
  origin: PictureOrigin,
  first: number,
  last: number,
  md5: readonly string[],
  work: Work,
): Promise<number | null> {
  const count = origin.index.pts.length;
  assertFrame(first, count);
  const there = Math.min(last, count - 1) - first + 1;
  const both = Math.min(there, md5.length);
  if (both <= 0) return first;
  const { firstDifference } = await decodeRange({
    ...origin,
    first,
    last: first + both - 1,
    expected: md5.slice(0, both),
    signal: work.signal,
    onProven: (n) => work.onStep({ step: 'Comparing pictures', done: n - first + 1, total: both, unit: 'frames' }),
  });
  const isWhole = both === md5.length && both === last - first + 1;
  return firstDifference ?? (isWhole ? null : first + both);
}
