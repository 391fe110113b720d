import { AppError } from '../../../shared/errors.ts';
import { assertFrame } from '../../../shared/frames.ts';
import { decodeRange } from './decode-range.ts';
import type { PictureOrigin } from './pictures.ts';

/**
 * MD5s of the pictures first..last. The index knows them once the whole stream has been decoded; before that these few
 * are decoded now. @throws AppError frame_out_of_range, invalid_input, verification_failed, cancelled
 */
export async function md5Range(
  origin: PictureOrigin,
  first: number,
  last: number,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { index } = origin;
  assertFrame(first, index.pts.length, 'First frame');
  assertFrame(last, index.pts.length, 'Last frame');
  if (first > last)
    throw new AppError('invalid_input', `The first frame (${first}) comes after the last (${last}). Swap them.`, {
      in: first,
      out: last,
    });
  if (index.md5 !== null) return index.md5.slice(first, last + 1);
  const { firstDifference, md5 } = await decodeRange({ ...origin, first, last, signal });
  if (firstDifference !== null) throw notWhereListed(firstDifference);
  return md5;
}

/** The container's list is not what the decoder gives; the decode of the whole recording, which is under way, puts it right. */
function notWhereListed(frame: number): AppError {
  return new AppError(
    'verification_failed',
    `Frame ${frame} does not decode at the time that the file's tables name. Wait until the whole recording has been decoded, then try again.`,
    { frame },
  );
}
