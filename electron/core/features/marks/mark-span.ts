import { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import { assertFrame, type FrameRef } from '../../../../shared/frames.ts';
import type { Mark, MarkSpan } from '../../../../shared/mark.ts';
import type { Media } from '../../media/media.ts';

/** The part of a mark that says where it is. */
export type Span = Pick<Mark, 'in' | 'out' | 'page' | 'region'>;

/** Where a mark is, and the MD5 of every picture there; null for a page. */
export interface ProvenSpan extends Span {
  readonly md5: readonly string[] | null;
}

/**
 * Works out where a mark is and proves that the place exists.
 * @param before the mark's present span; what `asked` leaves out stays
 * @throws AppError invalid_input, frame_out_of_range, page_out_of_range, not_reviewable
 */
export async function resolveSpan(asked: MarkSpan, before: Span | null, item: Item, media: Media): Promise<ProvenSpan> {
  const asksFrames = asked.in !== undefined || asked.out !== undefined;
  const asksPage = asked.page !== undefined || (asked.region !== undefined && asked.region !== null);
  switch (item.kind) {
    case 'video':
      if (asksPage) throw wrong(item, 'is a recording: mark frames with in and out, not a page or region');
      return framesOf(asked, before, item, media);
    case 'document':
    case 'image':
      if (asksFrames) throw wrong(item, 'has pages: mark a page, not frames');
      return pageOf(asked, before, item);
    default:
      throw new AppError(
        'not_reviewable',
        `“${item.originalName}” has neither pictures nor pages, so nothing in it can be marked.`,
        { id: item.id, kind: item.kind },
      );
  }
}

async function framesOf(asked: MarkSpan, before: Span | null, item: Item, media: Media): Promise<ProvenSpan> {
  const first = asked.in ?? before?.in?.n;
  const last = asked.out ?? before?.out?.n;
  if (first === undefined || last === undefined) throw wrong(item, 'is a recording: name the first and the last frame');
  const count = item.frames ?? 0;
  assertFrame(first, count, 'First frame');
  assertFrame(last, count, 'Last frame');
  if (first > last) {
    throw new AppError('invalid_input', `The first frame (${first}) comes after the last (${last}). Swap them.`, {
      in: first,
      out: last,
    });
  }
  const { pts } = await media.index(item.sha256);
  const md5 = await media.md5s(item.sha256, first, last);
  // The decoder's list has replaced the container's meanwhile: number and picture must come from the same one.
  if ((await media.index(item.sha256)).pts !== pts) return framesOf(asked, before, item, media);
  const end = (n: number, at: number): FrameRef => ({ n, pts: pts[n] ?? 0, md5: md5[at] ?? '' });
  return { in: end(first, 0), out: end(last, last - first), page: null, region: null, md5 };
}

function pageOf(asked: MarkSpan, before: Span | null, item: Item): ProvenSpan {
  const page = asked.page ?? before?.page ?? undefined;
  if (page === undefined) throw wrong(item, 'has pages: name the page to mark');
  const pages = item.pages ?? (item.kind === 'image' && item.review !== 'none' ? 1 : 0);
  if (page < 1 || page > pages) {
    const range = pages === 0 ? `its pages cannot be read.${whyUnread(item)}` : `its pages are 1 to ${pages}.`;
    throw new AppError('page_out_of_range', `Page ${page} is not in “${item.originalName}”; ${range}`, {
      page,
      pages,
    });
  }
  // A region belongs to its page and does not move to another one by itself.
  const kept = page === before?.page ? before.region : null;
  return { in: null, out: null, page, region: asked.region === undefined ? kept : asked.region, md5: null };
}

/** What was found when the pages were tried at import, such as that a password is needed. */
const whyUnread = ({ warnings }: Item): string => warnings.map(({ message }) => ` ${message}`).join('');

function wrong(item: Item, why: string): AppError {
  return new AppError('invalid_input', `“${item.originalName}” ${why}.`, { id: item.id, kind: item.kind });
}
