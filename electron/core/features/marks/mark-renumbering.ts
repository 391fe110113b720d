import type { AnchorList } from './mark-anchor.ts';

/** First and last frame, both inclusive. */
export interface Ends {
  readonly first: number;
  readonly last: number;
}

/**
 * The number that frame n of the old list has in the renewed one, for what is anchored to frames within a mark. Pictures
 * are followed one by one, by their MD5 and in their order; one that is gone gets the number in its place.
 * @param block MD5s of the mark's pictures; null where they are not known or all in their order, and only the ends count
 */
export function renumbering(old: Ends, now: Ends, list: AnchorList, block: readonly string[] | null) {
  const numbers = block === null ? null : followed(now, list, block);
  return (n: number): number => {
    if (n < old.first) return n + now.first - old.first;
    if (n > old.last) return n + now.last - old.last;
    return numbers?.[n - old.first] ?? Math.min(now.last, n + now.first - old.first);
  };
}

function followed({ first, last }: Ends, list: AnchorList, block: readonly string[]): number[] {
  const numbers: number[] = [];
  let next = first;
  for (const md5 of block) {
    let at = next;
    while (at <= last && list.md5(at) !== md5) at++;
    numbers.push(Math.min(at <= last ? at : next, last));
    if (at <= last) next = at + 1;
  }
  return numbers;
}
