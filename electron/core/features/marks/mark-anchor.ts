import type { FrameRef } from '../../../../shared/frames.ts';
import type { Mark, MarkCheck } from '../../../../shared/mark.ts';
import { type Ends, renumbering } from './mark-renumbering.ts';

/** The list of frames that marks are anchored to; `md5` gives the MD5 of frame n, or undefined where it is not known. */
export interface AnchorList {
  readonly pts: readonly number[];
  readonly md5: (n: number) => string | undefined;
}

/** What became of a mark's ends in a renewed list of frames. */
type Anchored =
  /** Both pictures are there; `differs` is the first frame of the new list that is not the picture marked, or null. */
  | { readonly found: true; readonly in: FrameRef; readonly out: FrameRef; readonly differs: number | null }
  /** The picture of `frame`, an end as the mark numbers it, is not in the list. */
  | { readonly found: false; readonly frame: number };

/** A mark as it is in a renewed list, and what the ledger notes of the change. */
export interface Reanchored {
  readonly mark: Mark;
  readonly why: Readonly<Record<string, unknown>>;
  /** The number that frame n of the old list has in the new one; null where the mark was not found in it. */
  readonly move: ((n: number) => number) | null;
}

/**
 * The mark in a renewed list of frames; null when it is where it was (or on a page). A mark that is not found whole keeps
 * its MD5s and is flagged, so that nothing of it is lost and nobody takes it for proven.
 */
export function reanchored(
  mark: Mark,
  block: readonly string[] | null,
  list: AnchorList,
  at: string,
): Reanchored | null {
  if (mark.in === null || mark.out === null) return null;
  const anchored = anchorIn(list, mark.in, mark.out, block);
  const before = { in: mark.in.n, out: mark.out.n };
  if (!anchored.found)
    return {
      mark: { ...mark, check: { state: 'differs', at, frame: anchored.frame } },
      why: { reason: 'The picture at an end of the mark is not in the renewed list of frames.', before },
      move: null,
    };
  const shift = anchored.in.n - mark.in.n;
  const moved = shift !== 0 || anchored.out.n !== mark.out.n;
  if (!moved && anchored.differs === null) return null;
  const check: MarkCheck =
    anchored.differs === null ? shifted(mark.check, shift) : { state: 'differs', at, frame: anchored.differs };
  const reason =
    anchored.differs === null
      ? 'The list of frames was renewed; the same pictures have other numbers.'
      : 'The list of frames was renewed; between the ends of the mark it has other pictures.';
  const [old, now] = [endsOf(mark.in, mark.out), endsOf(anchored.in, anchored.out)];
  const move = renumbering(old, now, list, anchored.differs === null ? null : block);
  return { mark: { ...mark, in: anchored.in, out: anchored.out, check }, why: { reason, before }, move };
}

const endsOf = (first: FrameRef, last: FrameRef): Ends => ({ first: first.n, last: last.n });

const shifted = (check: MarkCheck, by: number): MarkCheck =>
  check.state === 'differs' ? { ...check, frame: check.frame + by } : check;

/**
 * Finds a mark's first and last picture by PTS and MD5 in another list of the same recording.
 * @param block MD5s of all its pictures; null for a mark of an earlier version, which kept those of its ends only
 */
function anchorIn(list: AnchorList, first: FrameRef, last: FrameRef, block: readonly string[] | null): Anchored {
  const start = frameOf(list, first);
  if (start === null) return { found: false, frame: first.n };
  const end = frameOf(list, last);
  if (end === null || end < start) return { found: false, frame: last.n };
  return {
    found: true,
    in: { ...first, n: start },
    out: { ...last, n: end },
    differs: block === null ? null : firstDifference(list, start, end, block),
  };
}

/**
 * Number of the picture with this PTS and MD5. Times may repeat and run back: then the nearest to the old number wins.
 * Where the list knows no MD5s yet, the PTS alone decides.
 */
export function frameOf(list: AnchorList, { n, pts, md5 }: FrameRef): number | null {
  const is = (at: number) => list.pts[at] === pts && (list.md5(at) ?? md5) === md5;
  if (is(n)) return n;
  let nearest: number | null = null;
  for (let at = 0; at < list.pts.length; at++) {
    if (is(at) && (nearest === null || Math.abs(at - n) < Math.abs(nearest - n))) nearest = at;
  }
  return nearest;
}

function firstDifference(list: AnchorList, start: number, end: number, block: readonly string[]): number | null {
  const count = Math.max(end - start + 1, block.length);
  for (let i = 0; i < count; i++) {
    const expected = block[i];
    if (expected === undefined || start + i > end || (list.md5(start + i) ?? expected) !== expected)
      return Math.min(start + i, end);
  }
  return null;
}
