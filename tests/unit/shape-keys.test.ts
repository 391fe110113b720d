import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../renderer/ui/annotations/shape-bounds.ts';
import {
  fittedShape,
  fittedSound,
  keyBeside,
  keyFramesOf,
  shownWithin,
  withKeyAt,
  withoutKeyAt,
} from '../../renderer/ui/annotations/shape-keys.ts';
import type { AnnotationShape } from '../../shared/annotation.ts';
import { outsideOf } from '../../shared/annotation-check.ts';
import { geometryAt } from '../../shared/annotation-motion.ts';
import { aBox, annotationsOf, everyShape } from '../support/made-annotations.ts';

const ptsOf = (n: number) => n * 512;
const box = aBox('b', [
  [10, 0.1],
  [20, 0.5],
]);
const at = (shape: AnnotationShape, n: number) => {
  const geometry = geometryAt(shape, n, ptsOf);
  return 'x' in geometry ? geometry.x : null;
};
const place: Geometry = { x: 0.3, y: 0, width: 0.1, height: 0.2 };

describe('keys of a shape', () => {
  it('are made where it is moved, and changed where there is one', () => {
    const more = withKeyAt(box, 15, place);
    expect(keyFramesOf(more)).toEqual([10, 15, 20]);
    expect(at(more, 15)).toBe(0.3);
    expect(keyFramesOf(withKeyAt(more, 15, { ...place, x: 0.7 }))).toEqual([10, 15, 20]);
    expect(at(withKeyAt(box, 5, place), 5)).toBe(0.3);
  });

  it('go, but for the last', () => {
    expect(keyFramesOf(withoutKeyAt(box, 10))).toEqual([20]);
    expect(withoutKeyAt(withoutKeyAt(box, 10), 20)).toEqual(withoutKeyAt(box, 10));
    expect(withoutKeyAt(box, 11)).toEqual(box);
  });

  it('are found on both sides', () => {
    expect([keyBeside(box, 15, -1), keyBeside(box, 15, 1)]).toEqual([10, 20]);
    expect([keyBeside(box, 10, -1), keyBeside(box, 20, 1)]).toEqual([null, null]);
  });

  it('are none on a page, where the one place is replaced', () => {
    const page = everyShape().find(({ kind }) => kind === 'box') as AnnotationShape;
    expect(keyFramesOf(page)).toEqual([]);
    expect(withKeyAt(page, null, { ...place, n: 4 }).keys).toEqual([place]);
  });
});

describe('a shape shown from here to there', () => {
  it.each([
    [12, 18],
    [10, 15],
    [15, 40],
    [13, 13],
  ])('is at the same places from %i to %i as before', (from, to) => {
    const cut = shownWithin(box, from, to, ptsOf);
    expect([cut.from, cut.to]).toEqual([from, to]);
    for (let n = from; n <= to; n++) expect(at(cut, n)).toBeCloseTo(at(box, n) ?? Number.NaN, 12);
    expect(keyFramesOf(cut).every((n) => n >= from && n <= to)).toBe(true);
  });

  it('keeps its place where none of its keys is left', () => {
    const after = shownWithin(box, 30, 40, ptsOf);
    expect(at(after, 35)).toBe(0.5);
    expect(keyFramesOf(after)).toHaveLength(1);
    expect(at(shownWithin(box, 2, 5, ptsOf), 3)).toBe(0.1);
  });
});

describe('what lies outside a mark that was changed', () => {
  const mark = { in: { n: 14, pts: 0, md5: '' }, out: { n: 30, pts: 0, md5: '' } };
  const span = { first: 14, last: 30 };

  it('is cut to it and stays where it was', () => {
    const fitted = fittedShape(box, span, ptsOf);
    expect(outsideOf(annotationsOf([fitted]), mark)).toEqual([]);
    expect(at(fitted, 17)).toBeCloseTo(at(box, 17) ?? Number.NaN, 12);
  });

  it('is shown on all of it when nothing is left inside: what hid something goes on hiding', () => {
    const fitted = fittedShape(aBox('b', [[2, 0.1]], { to: 8 }), span, ptsOf);
    expect([fitted.from, fitted.to]).toEqual([14, 30]);
    const sound = { id: 's', kind: 'mute', locked: false, from: 1, to: 5, reason: 'r', basis: 'b' } as const;
    expect(fittedSound(sound, span)).toMatchObject({ from: 14, to: 30 });
    expect(fittedSound({ ...sound, to: 20 }, span)).toMatchObject({ from: 14, to: 20 });
  });

  it('loses its frames on a page', () => {
    const fitted = fittedShape(box, null, ptsOf);
    expect(outsideOf(annotationsOf([fitted]), { in: null, out: null })).toEqual([]);
    expect(fitted.keys).toHaveLength(1);
  });
});
