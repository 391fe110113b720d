import { expect, test } from 'vitest';
import { differingPairs } from '../../electron/core/features/exhibits/exhibit/differing-marks.ts';
import { withDifferences } from '../../electron/core/features/exhibits/exhibit-selection.ts';
import { differingNumbers } from '../../renderer/features/exhibits/differing-numbers.ts';
import type { Annotations } from '../../shared/annotation.ts';
import type { PresentedExhibit } from '../../shared/exhibit.ts';
import { NO_RECIPE } from '../../shared/exhibit-recipe.ts';
import { aBlur, annotationsOf } from '../support/made-annotations.ts';
import { anExhibit } from '../support/made-values.ts';

const NONE = annotationsOf([]);
/** An exhibit of frames first..last of a recording, by the number that is printed. */
const presented = (label: string, evidenceId: string, first: number, last: number): PresentedExhibit => ({
  ...anExhibit(label.toLowerCase(), { mark: { id: `mk-${label}`, evidenceId, in: first, out: last } }),
  ...{ label, ordinal: 1, fixed: false, group: null, recipe: NO_RECIPE },
});
const hiding = (hidden: Readonly<Record<string, Annotations>>) => ({
  annotations: {
    get: (id: string) => ({ annotations: hidden[id] ?? NONE }),
    packs: [],
  } as unknown as Parameters<typeof differingPairs>[0]['annotations'],
});
const EXHIBITS = [
  presented('А-1', 'film', 0, 10),
  presented('А-2', 'other', 0, 10),
  presented('А-3', 'film', 5, 20),
  presented('А-4', 'film', 9, 30),
];
const DEPS = hiding({ 'mk-А-3': annotationsOf([aBlur('face', 8, 20)]) });

test('pairs are named by their numbers as printed, with the frames that both have', () => {
  expect(differingPairs(DEPS, EXHIBITS)).toEqual([
    { numbers: ['А-1', 'А-3'], frames: [5, 10] },
    { numbers: ['А-3', 'А-4'], frames: [9, 20] },
  ]);
  expect(differingPairs(hiding({}), EXHIBITS)).toEqual([]);
  expect(differingPairs(DEPS, [])).toEqual([]);
});

test('each exhibit knows the others, and the screen tells each pair once', () => {
  const all = withDifferences(DEPS, EXHIBITS);
  expect(all.map(({ differsFrom }) => differsFrom)).toEqual([['А-3'], undefined, ['А-1', 'А-4'], ['А-3']]);
  expect(all[1]).toBe(EXHIBITS[1]);
  expect(differingNumbers(all)).toEqual([
    ['А-1', 'А-3'],
    ['А-3', 'А-4'],
  ]);
});
