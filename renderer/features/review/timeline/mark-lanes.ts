import type { Mark } from '../../../../shared/mark.ts';

/** A mark's stretch and the row in which it does not cover another one. */
export interface LaneMark {
  readonly mark: Mark;
  readonly first: number;
  readonly last: number;
  readonly row: number;
}

/** Puts marks that overlap into rows, earliest first, using as few rows as that order allows. */
export function markLanes(marks: readonly Mark[]): { rows: number; lanes: LaneMark[] } {
  const ends: number[] = [];
  const spans = marks.flatMap((mark) => (mark.in && mark.out ? [{ mark, first: mark.in.n, last: mark.out.n }] : []));
  spans.sort((a, b) => a.first - b.first || b.last - a.last);
  const lanes = spans.map((span): LaneMark => {
    const free = ends.findIndex((end) => end < span.first);
    const row = free >= 0 ? free : ends.length;
    ends[row] = span.last;
    return { ...span, row };
  });
  return { rows: ends.length, lanes };
}
