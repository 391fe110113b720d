import { describe, expect, test } from 'vitest';
import { arrangedBy, exhibitLines, steppedBy } from '../../renderer/features/exhibits/exhibit-lines.ts';
import type { PresentedExhibit } from '../../shared/exhibit.ts';
import { bySection, type ExhibitGroup, NO_RECIPE } from '../../shared/exhibit-recipe.ts';
import { anExhibit } from '../support/made-values.ts';

const GROUPS: readonly ExhibitGroup[] = [
  { id: 'x', title: 'Station 101' },
  { id: 'y', title: 'Station 102' },
];
const groupOf = (id: string | null) => GROUPS.find((group) => group.id === id) ?? null;
const exhibit = (id: string, group: string | null): PresentedExhibit => ({
  ...anExhibit(id, { mark: { id } }),
  ...{ label: id, ordinal: 1, fixed: false, group: groupOf(group), recipe: NO_RECIPE },
});
/** a, b in none; c in x; nothing in y. */
const EXHIBITS = [exhibit('a', null), exhibit('b', null), exhibit('c', 'x')];
const LINES = exhibitLines(EXHIBITS, GROUPS);
const at = (id: string) => LINES.findIndex((line) => line.id === id);
const dropped = (from: string, to: string) => arrangedBy(LINES, at(from), at(to));

/** The lines after an arrangement, as the core would answer. */
function after(arrangement: ReturnType<typeof arrangedBy>): string[] {
  if (arrangement === null) throw new Error('nothing comes of it');
  const { markIds, moved } = arrangement;
  const group = (id: string) =>
    id === moved.markId ? moved.group : (EXHIBITS.find(({ mark }) => mark.id === id)?.group?.id ?? null);
  const order = bySection(markIds, GROUPS, group);
  return exhibitLines(
    order.map((id) => exhibit(id, group(id))),
    GROUPS,
  ).map(({ id }) => id);
}

describe('lines of the list', () => {
  test('are what is in no section, then each section under its head, empty ones as well', () => {
    expect(LINES.map(({ id }) => id)).toEqual(['a', 'b', 'group:x', 'c', 'group:y']);
    expect(LINES.flatMap((line) => (line.kind === 'group' ? [line.count] : []))).toEqual([1, 0]);
    expect(exhibitLines([], [])).toEqual([]);
  });

  test('lose no exhibit whose section is gone', () => {
    expect(exhibitLines(EXHIBITS, []).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(exhibitLines(EXHIBITS, GROUPS.slice(1)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'group:y']);
  });
});

describe('an exhibit that is carried', () => {
  test('gets the section whose head is above it then', () => {
    expect(dropped('a', 'c')).toEqual({ markIds: ['b', 'c', 'a'], moved: { markId: 'a', group: 'x' } });
    expect(dropped('a', 'group:y')).toEqual({ markIds: ['b', 'c', 'a'], moved: { markId: 'a', group: 'y' } });
    expect(dropped('c', 'a')).toEqual({ markIds: ['c', 'a', 'b'], moved: { markId: 'c', group: null } });
    expect(dropped('a', 'b')).toEqual({ markIds: ['b', 'a', 'c'], moved: { markId: 'a', group: null } });
  });

  test('comes to where it was dropped, whatever the way', () => {
    for (const from of ['a', 'b', 'c']) {
      for (const to of LINES.map(({ id }) => id).filter((id) => id !== from)) {
        expect(after(dropped(from, to)).indexOf(from), `${from} to ${to}`).toBe(at(to));
      }
    }
  });

  test('stays where it is when it is dropped on itself, outside, or is no exhibit', () => {
    expect(dropped('a', 'a')).toBeNull();
    expect(arrangedBy(LINES, 0, -1)).toBeNull();
    expect(arrangedBy(LINES, 0, LINES.length)).toBeNull();
    expect(arrangedBy(LINES, -1, 0)).toBeNull();
    expect(dropped('group:x', 'a')).toBeNull();
  });
});

describe('an exhibit that is moved by a key', () => {
  test('goes over a head into the neighbouring section, and no further', () => {
    expect(steppedBy(LINES, 'b', 1)).toEqual({ markIds: ['a', 'b', 'c'], moved: { markId: 'b', group: 'x' } });
    expect(steppedBy(LINES, 'c', -1)).toEqual({ markIds: ['a', 'b', 'c'], moved: { markId: 'c', group: null } });
    expect(steppedBy(LINES, 'c', 1)).toEqual({ markIds: ['a', 'b', 'c'], moved: { markId: 'c', group: 'y' } });
  });

  test('stays at both ends, and is not found when it is not there', () => {
    expect(steppedBy(LINES, 'a', -1)).toBeNull();
    expect(steppedBy(exhibitLines(EXHIBITS, GROUPS.slice(0, 1)), 'c', 1)).toBeNull();
    expect(steppedBy(LINES, 'gone', 1)).toBeNull();
  });
});
