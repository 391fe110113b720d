import { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { Mark } from '../../../../shared/mark.ts';
import type { Media } from '../../media/media.ts';
import type { Work } from '../../progress.ts';
import type { Store } from '../../store/store.ts';

/**
 * Decodes a mark's pictures from the original again and compares them with what was recorded; for a page, the bytes
 * of the original are compared as a whole.
 * @returns the first frame (or the page) that differs, or null
 * @throws AppError original_missing
 */
export async function reverifyMark(
  mark: Mark,
  item: Item,
  store: Store,
  media: Media,
  work: Work,
): Promise<number | null> {
  if (!store.hasOriginal(item.sha256)) {
    throw new AppError(
      'original_missing',
      `The original of “${item.originalName}” is not in the library any more, so the mark “${mark.title}” cannot be checked. Restore the library from a backup.`,
      { id: item.id, sha256: item.sha256 },
    );
  }
  const { in: first, out: last } = mark;
  if (first === null || last === null) {
    const { sha256 } = await store.hashFile(store.originalPath(item.sha256), work);
    return sha256 === item.sha256 ? null : (mark.page ?? 1);
  }
  const expected = [...(await media.md5s(item.sha256, first.n, last.n, work.signal))];
  // The ends are in the ledger; the index between them is a derived file that anybody could have made anew.
  expected[0] = first.md5;
  expected[last.n - first.n] = last.md5;
  return media.compare(item.sha256, first.n, last.n, expected, work);
}
