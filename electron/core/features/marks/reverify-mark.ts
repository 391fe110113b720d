import { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameRef } from '../../../../shared/frames.ts';
import type { Mark } from '../../../../shared/mark.ts';
import type { Media } from '../../media/media.ts';
import type { Work } from '../../progress.ts';
import type { Store } from '../../store/store.ts';

/** What came of comparing a mark with the original. */
export interface Reverified {
  /** The first frame (or the page) that differs, or null. */
  readonly firstDifference: number | null;
  /** The program that decoded the pictures, such as `ffmpeg 5.1.9`; null where bytes were compared. */
  readonly by: string | null;
  /** MD5s that the pictures were proven to have; null when there are none or some differ. */
  readonly md5: readonly string[] | null;
}

export interface ReverifyDeps {
  readonly store: Store;
  readonly media: Media;
}

/**
 * Decodes a mark's pictures from the original again and compares them with the MD5s that the mark itself keeps, never
 * with a derived file that could have been made anew; for a page, the bytes of the original are compared as a whole.
 * @param own MD5s of the mark's pictures; null for a mark of an earlier version, which kept those of its ends only
 * @throws AppError original_missing, cancelled
 */
export async function reverifyMark(
  mark: Mark,
  own: readonly string[] | null,
  item: Item,
  { store, media }: ReverifyDeps,
  work: Work,
): Promise<Reverified> {
  if (!store.hasOriginal(item.sha256)) {
    throw new AppError(
      'original_missing',
      `The original of “${item.originalName}” is not in the library any more, so the mark “${mark.title}” cannot be checked. Restore the library from a backup.`,
      { id: item.id, sha256: item.sha256 },
    );
  }
  const { in: first, out: last } = mark;
  if (first === null || last === null) {
    const { sha256 } = await store.hashFile(store.original(item.sha256), work);
    return { firstDifference: sha256 === item.sha256 ? null : (mark.page ?? 1), by: null, md5: null };
  }
  const by = decoderName(media.ffmpegVersion);
  try {
    const md5 = own ?? (await endsInLedger(first, last, item, media, work));
    const { pts } = await media.index(item.sha256);
    const compare = () => media.compare(item.sha256, first.n, last.n, md5, work);
    const firstDifference = moved(pts, first) ?? (await compare()) ?? moved(pts, last);
    return { firstDifference, by, md5: firstDifference === null ? md5 : null };
  } catch (error) {
    // An original that has lost these pictures, or all of them, is the gravest difference and no failure of the check.
    if (!(error instanceof AppError) || !GONE.includes(error.code)) throw error;
    if (error.code === 'not_reviewable' && (await isUntouched(item, store, work))) throw error;
    return { firstDifference: first.n, by, md5: null };
  }
}

/** Where the bytes are those of the import, it is the decoder that failed, and nothing is known of the pictures. */
async function isUntouched(item: Item, store: Store, work: Work): Promise<boolean> {
  return (await store.hashFile(store.original(item.sha256), work)).sha256 === item.sha256;
}

const GONE: readonly string[] = ['not_reviewable', 'frame_out_of_range', 'verification_failed'];

/** The index between the ends is a derived file; that is all there is for marks of an earlier version. */
async function endsInLedger(first: FrameRef, last: FrameRef, item: Item, media: Media, work: Work): Promise<string[]> {
  const md5 = [...(await media.md5s(item.sha256, first.n, last.n, work.signal))];
  md5[0] = first.md5;
  md5[last.n - first.n] = last.md5;
  return md5;
}

/** The frame whose number no longer leads to its time, so that another picture carries that number now. */
const moved = (pts: readonly number[], end: FrameRef): number | null =>
  end.n < pts.length && pts[end.n] !== end.pts ? end.n : null;

/** `ffmpeg 5.1.9-0+deb12u1` of `ffmpeg version 5.1.9-0+deb12u1 Copyright …`. */
export const decoderName = (version: string | null): string | null =>
  version === null ? null : version.replace(/^ffmpeg version (\S+).*$/s, 'ffmpeg $1');
