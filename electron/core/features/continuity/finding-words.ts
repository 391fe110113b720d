import type { ContinuityFinding, ContinuityKind } from '../../../../shared/continuity.ts';

/** At most this many findings of one kind are listed one by one; a last one then says how many there are besides. */
export const MOST_OF_A_KIND = 100;

/** Seconds for a sentence: `0.040 s`, `8.25 s`, `2 min 5.0 s`, `1 h 2 min 5 s`. */
export function secondsText(seconds: number): string {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? '−' : '';
  if (size < 1) return `${sign}${size.toFixed(3)} s`;
  if (size < 60) return `${sign}${size.toFixed(2)} s`;
  const tenths = Math.round(size * 10);
  const minutes = Math.floor(tenths / 600);
  if (minutes < 60) return `${sign}${minutes} min ${((tenths % 600) / 10).toFixed(1)} s`;
  return `${sign}${Math.floor(minutes / 60)} h ${minutes % 60} min ${Math.floor((tenths % 600) / 10)} s`;
}

/** A whole number with separators between thousands. */
export const countText = (count: number): string => count.toLocaleString('en-GB');

/** `1 picture`, `2 pictures`. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

/** `frame 12` or `frames 12 to 34`. */
export const framesText = (first: number, last: number): string =>
  first === last ? `frame ${countText(first)}` : `frames ${countText(first)} to ${countText(last)}`;

/** A finding about the file as a whole. */
export const ofTheFile = (kind: ContinuityKind, message: string, amount: number | null = null): ContinuityFinding => ({
  kind,
  first: null,
  last: null,
  amount,
  message,
});

/** A list of findings that never grows without bound, whatever the file holds. */
export interface FindingList {
  add(make: () => ContinuityFinding): void;
  done(): ContinuityFinding[];
}

export function findingList(kind: ContinuityKind, most = MOST_OF_A_KIND): FindingList {
  const listed: ContinuityFinding[] = [];
  let more = 0;
  return {
    add(make) {
      if (listed.length < most) listed.push(make());
      else more++;
    },
    done() {
      if (more === 0) return listed;
      const message = `${countText(more)} more of this kind ${more === 1 ? 'is' : 'are'} not listed; there are ${countText(most + more)} in all.`;
      return [...listed, { ...ofTheFile(kind, message, more), besides: more }];
    },
  };
}
