import { describe, expect, it } from 'vitest';
import {
  freeId,
  nextNumber,
  shapeBeside,
  without,
  withShape,
  withSound,
} from '../../renderer/ui/annotations/annotation-edits.ts';
import { drawnGeometry, middleGeometry, newShape, type ShapeStyle } from '../../renderer/ui/annotations/drawn-shape.ts';
import { byReason, needsReason, withWaiting } from '../../renderer/ui/annotations/missing-reason.ts';
import { shapesInHand } from '../../renderer/ui/annotations/shapes-in-hand.ts';
import { type AnnotationShape, Annotations, isRedaction, type ShapeKind } from '../../shared/annotation.ts';
import { annotationProblems } from '../../shared/annotation-check.ts';
import { aBlur, aBox, annotationsOf, everyShape } from '../support/made-annotations.ts';

const LOOK: ShapeStyle = {
  ...{ style: { colour: 'amber', width: 4, filled: false }, size: 40, form: 'box', cover: 'black' },
} as const;
const KINDS = everyShape().map(({ kind }) => kind);
const MARK = { in: { n: 10, pts: 0, md5: '' }, out: { n: 40, pts: 0, md5: '' } };
const SAID = { reason: 'uninvolved-face', basis: 'minimisation' } as const;
const CODES = { reasons: new Set<string>([SAID.reason]), bases: new Set<string>([SAID.basis]) };
/** A redaction is kept once somebody has said why it hides. */
const said = (shape: AnnotationShape): AnnotationShape => (isRedaction(shape) ? { ...shape, ...SAID } : shape);

const drawn = (kind: ShapeKind, some: object = {}): AnnotationShape =>
  newShape({
    ...{ kind, geometry: middleGeometry(kind), id: 'new', look: LOOK, number: 3, text: 'Урна' },
    ...{ frames: { from: 10, to: 40, n: 15 }, ...some },
  });
const made = (kind: ShapeKind, some: object = {}): AnnotationShape => said(drawn(kind, some));

describe('a new shape', () => {
  it.each(KINDS)('of kind %s is one that the library keeps, on a film and on a page', (kind) => {
    const film = annotationsOf([made(kind)]);
    expect(Annotations.parse(film)).toEqual(film);
    expect(annotationProblems(film, MARK, CODES, annotationsOf([]))).toEqual([]);
    const page = annotationsOf([made(kind, { frames: null })]);
    expect(Annotations.parse(page)).toEqual(page);
    expect(annotationProblems(page, { in: null, out: null }, CODES, annotationsOf([]))).toEqual([]);
  });

  it.each(KINDS)('of kind %s is kept wherever it is dragged, also off the picture', (kind) => {
    for (const to of [
      { x: 1.4, y: 1.3 },
      { x: -0.5, y: 0.9 },
      { x: 0.55, y: -2 },
    ]) {
      const geometry = drawnGeometry(kind, [{ x: 0.5, y: 0.5 }, { x: 0.52, y: 0.51 }, to]);
      if (geometry !== null) expect(() => Annotations.parse(annotationsOf([made(kind, { geometry })]))).not.toThrow();
      expect(geometry).not.toBeNull();
    }
  });

  it.each(KINDS)('of kind %s has no reason that nobody gave', (kind) => {
    const shape = drawn(kind);
    expect(needsReason(shape)).toBe(isRedaction(shape));
    if (isRedaction(shape)) expect(shape).toMatchObject({ reason: '', basis: '' });
  });

  it('is not drawn by a click, but for a text', () => {
    const click = [{ x: 0.5, y: 0.5 }];
    expect(KINDS.filter((kind) => drawnGeometry(kind, click) !== null)).toEqual(['text']);
  });

  it('points with its second end, a callout with its first', () => {
    const path = [
      { x: 0.1, y: 0.2 },
      { x: 0.3, y: 0.4 },
    ];
    expect(drawnGeometry('arrow', path)).toEqual({ x1: 0.1, y1: 0.2, x2: 0.3, y2: 0.4 });
    expect(drawnGeometry('callout', path)).toEqual({ x: 0.3, y: 0.4, tipX: 0.1, tipY: 0.2 });
  });

  it('of freehand has no more points than are kept', () => {
    const path = Array.from({ length: 9000 }, (_, i) => ({ x: (i % 200) / 200, y: ((i * 7) % 300) / 300 }));
    const geometry = drawnGeometry('freehand', path);
    expect(geometry && 'points' in geometry && geometry.points.length).toBe(2000);
  });
});

describe('redactions without a reason', () => {
  const all = annotationsOf([drawn('blur'), aBox('box-1', [[10, 0.1]])]);

  it('wait, and hold back nothing else', () => {
    const { kept, waiting } = byReason(all);
    expect(kept.shapes.map(({ kind }) => kind)).toEqual(['box']);
    expect(waiting.shapes.map(({ kind }) => kind)).toEqual(['blur']);
    expect(annotationProblems(kept, MARK, CODES, annotationsOf([]))).toEqual([]);
    expect(Annotations.safeParse(withWaiting(kept, waiting)).success).toBe(false);
  });

  it('are seen last, and are kept like any other once it is given', () => {
    const { kept, waiting } = byReason(all);
    const seen = withWaiting(kept, waiting);
    expect(seen.shapes.map(({ kind }) => kind)).toEqual(['box', 'blur']);
    expect(byReason({ ...seen, shapes: seen.shapes.map(said) }).waiting.shapes).toEqual([]);
    expect(withWaiting(kept, null)).toBe(kept);
  });
});

describe('a mark’s annotations', () => {
  const all = annotationsOf([aBox('box-1', [[10, 0.1]]), aBlur('blur-1', 10, 20)]);

  it('take a shape in the place of the one with its id, or at the end', () => {
    const other = aBox('box-1', [[10, 0.4]]);
    expect(withShape(all, other).shapes).toEqual([other, all.shapes[1]]);
    expect(withShape(all, aBox('box-2', [[10, 0.4]])).shapes.map(({ id }) => id)).toEqual(['box-1', 'blur-1', 'box-2']);
  });

  it('give free ids and numbers, sound counted, too', () => {
    expect(freeId(all, 'box')).toBe('box-2');
    const sound = { id: 'sound-1', kind: 'mute', locked: false, from: 1, to: 2, reason: 'voice', basis: 'b' } as const;
    expect(freeId(withSound(all, sound), 'sound')).toBe('sound-2');
    expect(withSound(withSound(all, sound), { ...sound, to: 3 }).sound).toEqual([{ ...sound, to: 3 }]);
    expect(without(withSound(all, sound), 'sound-1')).toEqual(all);
    expect(nextNumber(all)).toBe(1);
    expect(nextNumber(annotationsOf(everyShape(1, 2)))).toBe(4);
  });

  it('are gone through in both directions, and end', () => {
    const ids = (id: string | null, way: 1 | -1) => shapeBeside(all.shapes, id, way)?.id ?? null;
    expect([ids(null, 1), ids('box-1', 1), ids('blur-1', 1)]).toEqual(['box-1', 'blur-1', null]);
    expect([ids(null, -1), ids('blur-1', -1), ids('box-1', -1)]).toEqual(['blur-1', 'box-1', null]);
  });

  it('are seen with what is under the hand, and without what is being typed', () => {
    const moved = aBox('box-1', [[10, 0.9]]);
    expect(shapesInHand(all.shapes, moved, null)).toEqual([moved, all.shapes[1]]);
    expect(shapesInHand(all.shapes, aBox('drawn-now', [[10, 0]]), null)).toHaveLength(3);
    expect(shapesInHand(all.shapes, null, moved)).toEqual([all.shapes[1]]);
    expect(shapesInHand(all.shapes, null, null)).toBe(all.shapes);
  });
});
