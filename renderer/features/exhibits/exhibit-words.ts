import type { Item } from '../../../shared/evidence.ts';
import type { Mark } from '../../../shared/mark.ts';
import { ptsText, type TimeBase } from '../../../shared/time.ts';

/** `00:06:51–00:06:57` on the recording's own clock, to the second; null for marks without frames. */
export function timeRange(mark: Mark, timeBase: TimeBase | null): string | null {
  if (mark.in === null || timeBase === null) return null;
  const seconds = (pts: number) => ptsText(pts, timeBase).slice(0, -4);
  const first = seconds(mark.in.pts);
  const last = seconds(mark.out?.pts ?? mark.in.pts);
  return first === last ? first : `${first}–${last}`;
}

/** How many pictures a mark holds; null for marks without frames. Both ends belong to it. */
export const frameCount = (mark: Mark): number | null =>
  mark.in === null ? null : (mark.out ?? mark.in).n - mark.in.n + 1;

/** What shows the exhibit in small: a picture of its first frame, its page, or nothing. */
export type ThumbSource =
  | { readonly kind: 'frame'; readonly n: number }
  | { readonly kind: 'page'; readonly page: number };

export function thumbSource(item: Item, mark: Mark): ThumbSource | null {
  if (mark.in !== null) return { kind: 'frame', n: mark.in.n };
  if (item.kind === 'document' || item.kind === 'image') return { kind: 'page', page: mark.page ?? 1 };
  return item.kind === 'video' && item.frames !== null && item.frames > 0 ? { kind: 'frame', n: 0 } : null;
}

/** A word at the beginning of a label: `source` as `Source`. */
export const asLabel = (word: string, language: string): string =>
  word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
