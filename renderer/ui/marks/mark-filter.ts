import type { Mark, MarkCheck } from '../../../shared/mark.ts';
import { fold, groupOf } from './violation-search.ts';

export interface MarkFilter {
  readonly text: string;
  /** Letters of violation groups; empty means all. */
  readonly groups: readonly string[];
  readonly states: readonly MarkCheck['state'][];
}

export const NO_FILTER: MarkFilter = { text: '', groups: [], states: [] };

export const isFiltering = ({ text, groups, states }: MarkFilter): boolean =>
  text.trim() !== '' || groups.length > 0 || states.length > 0;

function fits(mark: Mark, filter: MarkFilter, words: readonly string[]): boolean {
  if (filter.states.length > 0 && !filter.states.includes(mark.check.state)) return false;
  if (filter.groups.length > 0 && !mark.violations.some((code) => filter.groups.includes(groupOf(code)))) return false;
  const text = fold([mark.title, mark.note ?? '', ...mark.violations].join(' '));
  return words.every((word) => text.includes(word));
}

/** Where a mark begins, for putting marks in the order in which they happened. */
const position = (mark: Mark): readonly [number, number, number] => [
  mark.in?.n ?? mark.page ?? 0,
  mark.region?.y ?? -1,
  mark.out?.n ?? 0,
];

/** Marks in the order of the recording or document, not of writing them down. */
export function sortedMarks(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((a, b) => {
    const [pa, pb] = [position(a), position(b)];
    return pa[0] - pb[0] || pa[1] - pb[1] || pa[2] - pb[2];
  });
}

export function filterMarks(marks: readonly Mark[], filter: MarkFilter): Mark[] {
  const words = fold(filter.text).split(/\s+/).filter(Boolean);
  return marks.filter((mark) => fits(mark, filter, words));
}

/** The next or previous mark from a position that may lie between marks; null at the ends. */
export function markBeside(marks: readonly Mark[], selected: string | null, at: number, step: 1 | -1): Mark | null {
  const sorted = sortedMarks(marks);
  const here = sorted.findIndex(({ id }) => id === selected);
  if (here >= 0) return sorted[here + step] ?? null;
  if (step === 1) return sorted.find((mark) => position(mark)[0] > at) ?? null;
  return sorted.findLast((mark) => position(mark)[0] < at) ?? null;
}
