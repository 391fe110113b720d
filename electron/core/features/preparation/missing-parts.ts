import type { Item } from '../../../../shared/evidence.ts';
import type { Preparation } from '../../../../shared/preparation.ts';
import type { Prepared, ReviewPart } from '../../media/review-files.ts';

/** Something that is still to be made, in the order in which it is made. */
export type Missing = ReviewPart | 'proxy';

/** True for items that something can be prepared for: film with listed pictures, and sound that decodes. */
export const canBePrepared = (item: Item): boolean =>
  item.review !== 'none' &&
  ((item.kind === 'video' && (item.frames ?? 0) > 0) || (item.kind === 'audio' && !item.pending));

/** True when this item is to have a proxy: the browser does not decode it, or somebody found that it does not. */
export function wantsProxy(item: Item, prepared: Prepared, asked: boolean): boolean {
  return item.review === 'proxy' || asked || (prepared.proxy?.made.length ?? 0) > 0;
}

/** What is still to be made for an item. What has turned out to be impossible is not. */
export function missingParts(item: Item, prepared: Prepared, asked: boolean): Missing[] {
  if (!canBePrepared(item)) return [];
  const parts: Missing[] = [];
  const proxy = wantsProxy(item, prepared, asked);
  if (!prepared.filmstrip.tried) parts.push('filmstrip');
  if (!prepared.waveform.tried) parts.push('waveform');
  if (proxy && !prepared.sound.tried) parts.push('sound');
  if (proxy && prepared.proxy !== null && !isWhole(prepared.proxy)) parts.push('proxy');
  return parts;
}

/** What a reader is told. */
export function preparationOf(item: Item, prepared: Prepared, asked: boolean, jobId: string | null): Preparation {
  return {
    filmstrip: prepared.filmstrip.there,
    waveform: prepared.waveform.there,
    sound: prepared.sound.there,
    proxy: wantsProxy(item, prepared, asked) ? prepared.proxy : null,
    jobId,
  };
}

const isWhole = ({ made, chunks }: NonNullable<Prepared['proxy']>): boolean =>
  made.length === 1 && made[0]?.[0] === 0 && made[0][1] === chunks - 1;
