import { describe, expect, it } from 'vitest';
import { markLanes } from '../../renderer/features/review/timeline/mark-lanes.ts';
import { emptyDraft } from '../../renderer/ui/marks/mark-draft.ts';
import { filterMarks, isFiltering, markBeside, NO_FILTER, sortedMarks } from '../../renderer/ui/marks/mark-filter.ts';
import { createInput, draftProblem, updateInput } from '../../renderer/ui/marks/mark-input.ts';
import { api } from '../../shared/api.ts';
import type { Mark } from '../../shared/mark.ts';

const mark = (id: string, first: number, last: number, more: Partial<Mark> = {}): Mark => ({
  id,
  evidenceId: 'ev-1',
  in: { n: first, pts: first * 40, md5: 'a' },
  out: { n: last, pts: last * 40, md5: 'b' },
  page: null,
  region: null,
  title: `Mark ${id}`,
  note: null,
  violations: [],
  place: null,
  createdBy: 'reviewer',
  createdAt: '2026-03-12T10:00:00.000Z',
  check: { state: 'unverified' },
  annotations: 0,
  ...more,
});

const marks = [
  mark('c', 300, 310, { violations: ['D3'], check: { state: 'differs', at: '', frame: 301 } }),
  mark('a', 10, 100, { violations: ['B1', 'D7'], note: 'Куртка та же' }),
  mark('b', 50, 60, { title: 'Вброс пачки' }),
];
const ids = (list: readonly Mark[]) => list.map(({ id }) => id);

describe('order and filter', () => {
  it('is the order of the recording', () => {
    expect(ids(sortedMarks(marks))).toEqual(['a', 'b', 'c']);
  });

  it('finds words of title, note and codes, and narrows to groups and states', () => {
    expect(ids(filterMarks(marks, { ...NO_FILTER, text: 'куртка' }))).toEqual(['a']);
    expect(ids(filterMarks(marks, { ...NO_FILTER, text: 'd3' }))).toEqual(['c']);
    expect(ids(filterMarks(marks, { ...NO_FILTER, groups: ['D'] }))).toEqual(['c', 'a']);
    expect(ids(filterMarks(marks, { ...NO_FILTER, states: ['differs'] }))).toEqual(['c']);
    expect(ids(filterMarks(marks, NO_FILTER))).toHaveLength(3);
    expect([isFiltering(NO_FILTER), isFiltering({ ...NO_FILTER, text: 'x' })]).toEqual([false, true]);
  });

  it('goes from mark to mark, from a position between them too', () => {
    expect(markBeside(marks, 'a', 0, 1)?.id).toBe('b');
    expect(markBeside(marks, 'c', 0, 1)).toBeNull();
    expect(markBeside(marks, null, 55, 1)?.id).toBe('c');
    expect(markBeside(marks, null, 55, -1)?.id).toBe('b');
    expect(markBeside([], null, 0, 1)).toBeNull();
  });
});

describe('lanes', () => {
  it('give overlapping marks rows of their own', () => {
    const { rows, lanes } = markLanes([...marks, mark('d', 100, 120)]);
    expect(rows).toBe(2);
    expect(Object.fromEntries(lanes.map(({ mark: { id }, row }) => [id, row]))).toEqual({ a: 0, b: 1, c: 0, d: 1 });
  });

  it('leave out marks without frames', () => {
    expect(markLanes([mark('p', 0, 0, { in: null, out: null, page: 1 })])).toEqual({ rows: 0, lanes: [] });
  });
});

describe('saving', () => {
  const draft = { ...emptyDraft, title: '  Pack  ', in: 3, out: 9, place: '  ', note: ' ' };

  it('says what is missing first', () => {
    expect(draftProblem(emptyDraft)).toBe('title');
    expect(draftProblem({ ...draft, out: null })).toBe('range');
    expect(draftProblem(draft)).toBeNull();
    expect(draftProblem({ ...emptyDraft, title: 'x', page: 1 })).toBeNull();
  });

  it('sends what the contract takes: frames or a page, never both', () => {
    const created = createInput(draft, 'ev-1');
    expect(created).toMatchObject({ title: 'Pack', in: 3, out: 9, note: null, place: null });
    expect(api['marks.create'].input.safeParse(created).success).toBe(true);
    const region = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 };
    const updated = updateInput({ ...emptyDraft, title: 'x', page: 2, region }, 'mk-1');
    expect(updated).toMatchObject({ id: 'mk-1', page: 2, region });
    expect('in' in updated).toBe(false);
    expect(api['marks.update'].input.safeParse(updated).success).toBe(true);
  });
});
