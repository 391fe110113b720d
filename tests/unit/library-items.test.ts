import { describe, expect, test } from 'vitest';
import { knownTexts, sharedValue } from '../../renderer/features/library/details/shared-values.ts';
import {
  answerOf,
  type Filters,
  facetCounts,
  filterItems,
  NO_FILTERS,
  NO_PLACE,
  toggled,
} from '../../renderer/features/library/item-filter.ts';
import { all, move, NOTHING, only, press, within } from '../../renderer/features/library/item-selection.ts';
import { sortedBy, sortItems } from '../../renderer/features/library/item-sort.ts';
import type { Item } from '../../shared/evidence.ts';
import type { Place } from '../../shared/place.ts';
import { anItem } from '../support/made-values.ts';

const item = (part: Partial<Item> & { id: string }): Item =>
  anItem({ sha256: part.id.padEnd(64, '0'), originalName: `${part.id}.mp4`, ...part });

const described: Place = { code: '101', name: 'School', address: '12 Example Street', region: null };
const places = new Map([['101', described]]);
const facts = { place: '101', recorded: '2026-03-12T10:00:00+05:00', clock: 'camera', source: 'A', custodian: 'B' };
const items = [
  item({ id: 'a', ...facts, marks: 2 }),
  item({ id: 'b', place: '9', warnings: [{ code: 'w', message: 'A gap.' }], pending: true }),
  item({ id: 'c', kind: 'document', durationSeconds: null, pages: 3, place: '101', originalName: 'Хаттама 2.pdf' }),
  item({ id: 'd', kind: 'other', review: 'none', durationSeconds: null, originalName: 'Хаттама 10.bin' }),
];
const ids = (list: readonly Item[]) => list.map((each) => each.id).join('');
const tick = (...ticks: [Parameters<typeof toggled>[1], string][]): Filters =>
  ticks.reduce((filters, [facet, answer]) => toggled(filters, facet, answer), NO_FILTERS);
const counts = (filters: Filters, facet: Parameters<typeof toggled>[1]) =>
  Object.fromEntries(facetCounts(items, filters, places, facet).map(({ answer, count }) => [answer, count]));

describe('filters', () => {
  test('answers inside a facet are joined by "or", facets by "and"', () => {
    expect(ids(filterItems(items, tick(['kind', 'video'], ['kind', 'document']), places))).toBe('abc');
    expect(ids(filterItems(items, tick(['kind', 'video'], ['place', '101']), places))).toBe('a');
    expect(ids(filterItems(items, tick(['place', NO_PLACE]), places))).toBe('d');
  });

  test('an item is complete only with every fact and a described place', () => {
    const [whole] = items;
    if (whole === undefined) throw new Error('no item');
    expect(answerOf(whole, 'details', places)).toBe('complete');
    expect(answerOf(whole, 'details', new Map())).toBe('incomplete');
    expect(answerOf({ ...whole, clock: ' ' }, 'details', places)).toBe('incomplete');
  });

  test('counts follow the other facets but not their own, and fixed answers stay at 0', () => {
    expect(counts(tick(['kind', 'video']), 'kind')).toEqual({ video: 2, audio: 0, image: 0, document: 1, other: 1 });
    expect(counts(tick(['kind', 'video']), 'state')).toEqual({ working: 1, ready: 1, kept: 0 });
    expect(counts(tick(['kind', 'other']), 'place')).toEqual({ '': 1, '9': 0, '101': 0 });
  });

  test('text looks into names and facts, every word, in any case', () => {
    const text = (words: string) => ids(filterItems(items, { ...NO_FILTERS, text: words }, places));
    expect(text('хАТТАМА')).toBe('cd');
    expect(text('example 101')).toBe('ac');
    expect(text('  ')).toBe('abcd');
    expect(text('nowhere')).toBe('');
  });

  test('ticking twice takes the tick away', () => {
    expect(tick(['marks', 'some'], ['marks', 'some'])).toEqual(NO_FILTERS);
  });
});

describe('order', () => {
  test('names by number, unknown values last in both directions', () => {
    expect(ids(sortItems(items, { column: 'name', down: false }))).toBe('abcd');
    expect(ids(sortItems(items, { column: 'recorded', down: false }))).toBe('abcd');
    expect(ids(sortItems(items, { column: 'recorded', down: true }))).toBe('abcd');
    expect(ids(sortItems(items, { column: 'place', down: false }))).toBe('bacd');
    expect(ids(sortItems(items, { column: 'place', down: true }))).toBe('acbd');
  });

  test('recorded times are compared as instants, not as text', () => {
    const early = item({ id: 'x', recorded: '2026-03-12T10:00:00+05:00' });
    const late = item({ id: 'y', recorded: '2026-03-12T09:00:00Z' });
    expect(ids(sortItems([late, early], { column: 'recorded', down: false }))).toBe('xy');
  });

  test('a second click turns the order round; numbers begin with the most', () => {
    expect(sortedBy({ column: 'name', down: false }, 'name')).toEqual({ column: 'name', down: true });
    expect(sortedBy({ column: 'name', down: false }, 'marks')).toEqual({ column: 'marks', down: true });
  });
});

describe('selection', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('');
  const alone = { add: false, range: false };
  const ctrl = { add: true, range: false };
  const shift = { add: false, range: true };

  test('press, Ctrl press, Shift press', () => {
    const one = press(NOTHING, order, 'b', alone);
    const two = press(one, order, 'd', ctrl);
    expect(chosen(two)).toBe('bd');
    expect(chosen(press(two, order, 'b', ctrl))).toBe('d');
    expect(chosen(press(one, order, 'd', shift))).toBe('bcd');
    expect(chosen(press(press(one, order, 'd', shift), order, 'a', shift))).toBe('ab');
    expect(chosen(press(two, order, 'e', { add: true, range: true }))).toBe('bde');
  });

  test('arrows stop at the ends, Shift extends, Ctrl only moves', () => {
    expect(move(only('a'), order, -1, alone).focus).toBe('a');
    expect(move(only('d'), order, 10, alone).focus).toBe('e');
    expect(chosen(move(only('b'), order, 2, shift))).toBe('bcd');
    const moved = move(only('b'), order, 1, ctrl);
    expect([chosen(moved), moved.focus]).toEqual(['b', 'c']);
    expect(move(NOTHING, order, 1, alone).focus).toBe('a');
    expect(move(NOTHING, order, -1, alone).focus).toBe('e');
    expect(move(NOTHING, [], 1, alone)).toBe(NOTHING);
  });

  test('a range from an item that is hidden now selects the pressed one alone', () => {
    expect(chosen(press(only('z'), order, 'c', shift))).toBe('c');
  });

  test('all, and only what is known', () => {
    const everything = all(NOTHING, order);
    expect(chosen(everything)).toBe('abcde');
    expect(within(everything, new Set(order))).toBe(everything);
    expect(chosen(within(everything, new Set(['b'])))).toBe('b');
    expect(within(everything, new Set(['b'])).focus).toBeNull();
  });
});

describe('facts of several items', () => {
  test('the same, nothing, or different', () => {
    expect(sharedValue(items.slice(0, 1), 'place')).toEqual({ same: true, value: '101' });
    expect(sharedValue(items, 'note')).toEqual({ same: true, value: null });
    expect(sharedValue(items, 'place')).toEqual({ same: false, values: 3 });
    expect(sharedValue([], 'place')).toEqual({ same: true, value: null });
  });

  test('known texts, the most frequent first', () => {
    const list = ['x', 'y', 'y', ' ', null].map((source, n) => item({ id: String(n), source }));
    expect(knownTexts(list, 'source')).toEqual(['y', 'x']);
  });
});
