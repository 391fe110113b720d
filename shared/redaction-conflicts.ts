import { type Annotations, isRedaction } from './annotation.ts';
import type { Mark } from './mark.ts';

/** What is asked of a mark. */
export type HidingMark = Pick<Mark, 'id' | 'evidenceId' | 'in' | 'out' | 'page'>;

/** Two marks over the same pictures, sound or page of which one hides what the other shows. */
export interface RedactionConflict {
  readonly first: string;
  readonly second: string;
  /** First and last frame that both have; null on a page. */
  readonly frames: readonly [first: number, last: number] | null;
}

/**
 * Pairs of marks that differ in what they hide of what both show, by their ids. How something is hidden and why does not
 * count, only what: place by place, as it is written. A face hidden by another hand in another box is a difference, too,
 * because nobody but a person can say whether it is the same face.
 * @param annotationsOf asked once for each mark that has pictures, sound or a page in common with another one
 */
export function redactionConflicts(
  marks: readonly HidingMark[],
  annotationsOf: (markId: string) => Annotations,
): RedactionConflict[] {
  const known = new Map<string, Annotations>();
  const annotations = ({ id }: HidingMark): Annotations => {
    const found = known.get(id) ?? annotationsOf(id);
    known.set(id, found);
    return found;
  };
  // Of one recording or document at a time: a case has thousands of marks and few on each.
  return [...Map.groupBy(marks, ({ evidenceId }) => evidenceId).values()].flatMap((list) =>
    list.flatMap((a, i) =>
      list.slice(i + 1).flatMap((b): RedactionConflict[] => {
        const shared = sharedPart(a, b);
        if (shared === null || !differ(annotations(a), annotations(b), shared)) return [];
        return [{ first: a.id, second: b.id, frames: shared === 'page' ? null : shared }];
      }),
    ),
  );
}

type Shared = readonly [number, number] | 'page';

function sharedPart(a: HidingMark, b: HidingMark): Shared | null {
  if (a.in === null || a.out === null) return b.in === null && a.page !== null && a.page === b.page ? 'page' : null;
  if (b.in === null || b.out === null) return null;
  const [first, last] = [Math.max(a.in.n, b.in.n), Math.min(a.out.n, b.out.n)];
  return first <= last ? [first, last] : null;
}

function differ(a: Annotations, b: Annotations, shared: Shared): boolean {
  const [left, right] = [hiddenOf(a, shared), hiddenOf(b, shared)];
  return left.size !== right.size || [...left].some((one) => !right.has(one));
}

/** What is hidden of the shared part, one text for each thing, equal for equal things. */
function hiddenOf({ shapes, sound }: Annotations, shared: Shared): Set<string> {
  const found = new Set<string>();
  const within = ({ from, to }: { from?: number | undefined; to?: number | undefined }): unknown => {
    if (shared === 'page') return from === undefined ? 'page' : null;
    if (from === undefined || to === undefined || to < shared[0] || from > shared[1]) return null;
    return [Math.max(from, shared[0]), Math.min(to, shared[1])];
  };
  for (const shape of shapes.filter(isRedaction)) {
    const part = within(shape);
    const places = shape.keys.map(({ n, x, y, width, height }) => [n ?? null, x, y, width, height]);
    if (part !== null) found.add(JSON.stringify([shape.form, part, places]));
  }
  for (const one of sound) {
    const part = within(one);
    if (part !== null) found.add(JSON.stringify(['sound', part]));
  }
  return found;
}
