import { expect, test } from 'vitest';
import type { Annotations } from '../../shared/annotation.ts';
import { redactionConflicts as conflictsOf, type HidingMark } from '../../shared/redaction-conflicts.ts';
import { aBlur, aBox, annotationsOf } from '../support/made-annotations.ts';

const frame = (n: number) => ({ n, pts: n, md5: '0'.repeat(32) });
interface Hiding {
  readonly mark: HidingMark;
  readonly annotations: Annotations;
}
const redactionConflicts = (all: readonly Hiding[]) =>
  conflictsOf(
    all.map(({ mark }) => mark),
    (id) => all.find(({ mark }) => mark.id === id)?.annotations ?? NONE,
  );
const film = (id: string, first: number, last: number, annotations: Annotations, evidenceId = 'film'): Hiding => ({
  mark: { id, evidenceId, in: frame(first), out: frame(last), page: null },
  annotations,
});
const page = (id: string, number: number, annotations: Annotations): Hiding => ({
  mark: { id, evidenceId: 'paper', in: null, out: null, page: number },
  annotations,
});
const NONE = annotationsOf([]);
const hiding = (from: number, to: number, some: object = {}) => annotationsOf([aBlur('face', from, to, some)]);
const muted = (kind: 'mute' | 'voice', from: number, to: number) =>
  annotationsOf([], [{ id: kind, locked: false, kind, from, to, reason: 'voice', basis: 'minimisation' }]);

test('a mark that hides what another one over the same pictures shows', () => {
  const found = redactionConflicts([film('a', 10, 50, hiding(20, 40)), film('b', 30, 60, NONE)]);
  expect(found).toEqual([{ first: 'a', second: 'b', frames: [30, 50] }]);
});

test('none where the hidden pictures are not those that both have, or the recording is another', () => {
  expect(redactionConflicts([film('a', 10, 50, hiding(10, 20)), film('b', 30, 60, NONE)])).toEqual([]);
  expect(redactionConflicts([film('a', 10, 50, hiding(10, 50)), film('b', 51, 60, NONE)])).toEqual([]);
  expect(redactionConflicts([film('a', 10, 50, hiding(10, 50)), film('b', 10, 50, NONE, 'other')])).toEqual([]);
});

test('none where both hide the same, by whatever name and look, and however far beyond the common pictures', () => {
  const keys = [{ n: 30, x: 0.1, y: 0.1, width: 0.2, height: 0.2 }];
  const one = hiding(30, 50, { keys });
  const other = hiding(30, 60, { keys, id: 'else', radius: 90, reason: 'minor' });
  expect(redactionConflicts([film('a', 10, 50, one), film('b', 30, 60, other)])).toEqual([]);
});

test('another place, a shorter time or sound alone is a difference; a note is none', () => {
  const keys = [{ n: 30, x: 0.6, y: 0.1, width: 0.2, height: 0.2 }];
  const pairs: [Annotations, Annotations, number][] = [
    [hiding(30, 50), hiding(30, 50, { keys }), 1],
    [hiding(30, 50), hiding(30, 45), 1],
    [muted('mute', 30, 40), NONE, 1],
    [muted('mute', 30, 40), muted('voice', 30, 40), 0],
    [annotationsOf([aBox('note', [[30, 0.2]], { to: 50 })]), NONE, 0],
  ];
  for (const [a, b, count] of pairs) {
    expect(redactionConflicts([film('a', 30, 50, a), film('b', 30, 50, b)])).toHaveLength(count);
  }
});

test('pages are compared with the same page alone', () => {
  const { from: _from, to: _to, ...shape } = aBlur('face', 0, 0) as { from?: number; to?: number } & object;
  const hidden = annotationsOf([{ ...shape, keys: [{ x: 0, y: 0, width: 0.5, height: 0.5 }] } as never]);
  const found = redactionConflicts([page('a', 1, hidden), page('b', 1, NONE), page('c', 2, NONE)]);
  expect(found).toEqual([{ first: 'a', second: 'b', frames: null }]);
});

test('annotations are read once, and only of marks that have something in common with another one', () => {
  const asked: string[] = [];
  const marks = [
    film('a', 10, 20, NONE),
    film('b', 15, 30, NONE),
    film('c', 16, 17, NONE),
    film('d', 31, 40, NONE),
    film('e', 10, 20, NONE, 'other'),
    page('f', 1, NONE),
    page('g', 2, NONE),
  ];
  const found = conflictsOf(
    marks.map(({ mark }) => mark),
    (id) => {
      asked.push(id);
      return id === 'b' ? hiding(15, 16) : NONE;
    },
  );
  expect(asked.sort()).toEqual(['a', 'b', 'c']);
  expect(found.map(({ first, second, frames }) => [first, second, frames])).toEqual([
    ['a', 'b', [15, 20]],
    ['b', 'c', [16, 17]],
  ]);
});
