import { describe, expect, test } from 'vitest';
import type { AnnotationShape, NoteShape } from '../../shared/annotation.ts';
import { changesIn, geometryAt, shownAt } from '../../shared/annotation-motion.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { aBlur, aBox } from '../support/made-annotations.ts';

const even = (n: number) => n * 3600;
const xAt = (shape: NoteShape, n: number, ptsOf = even): number => (geometryAt(shape, n, ptsOf) as { x: number }).x;

describe('between two keys', () => {
  test('a shape moves evenly where frames are evenly spaced', () => {
    const box = aBox('a', [
      [10, 0.2],
      [20, 0.4],
    ]);
    expect([10, 15, 20].map((n) => Number(xAt(box, n).toFixed(9)))).toEqual([0.2, 0.3, 0.4]);
  });

  test('it moves in time, not in frames, where they are not', () => {
    // A phone that dropped to a slow rate: frame 1 comes late.
    const pts = [0, 900, 1000];
    const box = aBox('a', [
      [0, 0],
      [2, 0.5],
    ]);
    expect(xAt(box, 1, (n) => pts[n] ?? 0)).toBeCloseTo(0.45, 9);
  });

  test('it stands still outside its keys', () => {
    const box = aBox(
      'a',
      [
        [10, 0.2],
        [20, 0.4],
      ],
      { from: 0, to: 30 },
    );
    expect([0, 9, 21, 30].map((n) => xAt(box, n))).toEqual([0.2, 0.2, 0.4, 0.4]);
  });

  test.each([
    ['repeat', [50, 50, 50]],
    ['run back', [90, 60, 40]],
    ['are unknown', [Number.NaN, Number.NaN, Number.NaN]],
  ])('it waits for its next key where times %s', (_, pts) => {
    const box = aBox('a', [
      [0, 0.1],
      [2, 0.7],
    ]);
    expect([0, 1, 2].map((n) => xAt(box, n, (at) => pts[at] ?? 0))).toEqual([0.1, 0.1, 0.7]);
  });

  test('a time outside those of its keys leads to neither side beyond them', () => {
    const pts = [100, 20, 900, 200];
    const box = aBox('a', [
      [0, 0.2],
      [3, 0.6],
    ]);
    expect([1, 2].map((n) => xAt(box, n, (at) => pts[at] ?? 0))).toEqual([0.2, 0.6]);
  });

  test('a shape of a page is where its one key is', () => {
    const box = {
      ...aBox('a', [[0, 0.3]]),
      from: undefined,
      to: undefined,
      keys: [{ x: 0.3, y: 0, width: 0.1, height: 0.1 }],
    };
    expect(xAt(box as NoteShape, 0)).toBe(0.3);
    expect(shownAt([box as NoteShape], 0)).toHaveLength(1);
  });
});

const freehand = (a: [number, number][], b: [number, number][]): AnnotationShape =>
  ({
    ...aBox('f', [
      [0, 0],
      [4, 0],
    ]),
    kind: 'freehand',
    keys: [
      { n: 0, points: a },
      { n: 4, points: b },
    ],
  }) as AnnotationShape;

describe('a freehand line', () => {
  test('moves point by point where both keys have as many', () => {
    const moved = geometryAt(
      freehand(
        [
          [0, 0],
          [1, 1],
        ],
        [
          [0.5, 0],
          [0, 1],
        ],
      ),
      2,
      even,
    );
    expect(moved).toMatchObject({
      points: [
        [0.25, 0],
        [0.5, 1],
      ],
    });
  });

  test('waits for its next key where it has another number of points, and changes there only', () => {
    const shape = freehand(
      [
        [0, 0],
        [1, 1],
      ],
      [
        [0, 0],
        [0.5, 0.5],
        [1, 0],
      ],
    );
    expect(geometryAt(shape, 3, even)).toBe(shape.keys[0]);
    expect(geometryAt(shape, 4, even)).toBe(shape.keys[1]);
    expect(changesIn([shape], 0, 9, even)).toEqual([0, 4, 5]);
  });
});

describe('frames at which the drawing changes', () => {
  test('a shape that stands still comes and goes', () => {
    expect(changesIn([aBox('a', [[5, 0]], { to: 8 })], 0, 20, even)).toEqual([0, 5, 9]);
  });

  test('two equal keys are no movement', () => {
    const box = aBox('a', [
      [5, 0.1],
      [8, 0.1],
    ]);
    expect(changesIn([box], 0, 20, even)).toEqual([0, 5, 9]);
  });

  test('a moving shape changes at every frame that has another time', () => {
    const pts = [0, 1, 1, 2, 3];
    const box = aBox('a', [
      [0, 0],
      [4, 0.4],
    ]);
    expect(changesIn([box], 0, 4, (n) => pts[n] ?? 0)).toEqual([0, 1, 3, 4]);
  });

  test('what shows the picture itself changes with every picture', () => {
    expect(changesIn([aBlur('b', 3, 5)], 0, 9, even)).toEqual([0, 3, 4, 5, 6]);
  });

  test('nothing outside the frames asked for is named', () => {
    const box = aBox(
      'a',
      [
        [2, 0],
        [12, 0.5],
      ],
      { from: 0, to: 30 },
    );
    expect(changesIn([box, aBlur('b', 40, 50)], 10, 14, even)).toEqual([10, 11, 12]);
    expect(changesIn([], 7, 9, even)).toEqual([7]);
  });
});

const STEPS = [0, 1, 40, 900] as const;

/** Shapes and times by chance, variable rate and repeated times among them. */
function byChance(seed: number) {
  const random = seededRandom(seed);
  const pts: number[] = [0];
  for (let n = 1; n < 60; n++) pts.push((pts[n - 1] ?? 0) + (STEPS[random(4)] ?? 0));
  const shapes = Array.from({ length: 4 }, (_, at) => {
    const frames = [...new Set(Array.from({ length: 1 + random(5) }, () => random(60)))].sort((a, b) => a - b);
    return aBox(
      `s${at}`,
      frames.map((n) => [n, random(900) / 1000]),
    );
  });
  return { shapes, ptsOf: (n: number) => pts[n] ?? 0 };
}

describe.each(Array.from({ length: 40 }, (_, seed) => [seed]))('shapes by chance (%i)', (seed) => {
  const { shapes, ptsOf } = byChance(seed);

  test('never leave the stretch between their two keys', () => {
    for (const shape of shapes) {
      for (let n = 0; n < 60; n++) {
        const x = xAt(shape, n, ptsOf);
        const keys = shape.keys as { n: number; x: number }[];
        const a = keys.filter((key) => key.n <= n).at(-1) ?? keys[0];
        const b = keys.find((key) => key.n >= n) ?? keys.at(-1);
        expect(x).toBeGreaterThanOrEqual(Math.min(a?.x ?? 0, b?.x ?? 0));
        expect(x).toBeLessThanOrEqual(Math.max(a?.x ?? 0, b?.x ?? 0));
      }
    }
  });

  test('are drawn alike between two changes, and otherwise at each', () => {
    const drawn = (n: number) => JSON.stringify(shownAt(shapes, n).map((shape) => [shape.id, xAt(shape, n, ptsOf)]));
    const changes = new Set(changesIn(shapes, 0, 59, ptsOf));
    for (let n = 1; n < 60; n++) {
      if (!changes.has(n)) expect(drawn(n), `frame ${n}`).toBe(drawn(n - 1));
    }
  });
});
