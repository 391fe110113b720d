import { describe, expect, it } from 'vitest';
import { boundsOf, type Geometry, lensOf } from '../../renderer/ui/annotations/shape-bounds.ts';
import { shapeAt } from '../../renderer/ui/annotations/shape-hits.ts';
import { handlesOf, moveGeometry, pullHandle, resizingHandle } from '../../renderer/ui/annotations/shape-moves.ts';
import { fromViewport, pictureOnCanvas, toViewport } from '../../renderer/ui/annotations/view-matrix.ts';
import { type AnnotationShape, Annotations } from '../../shared/annotation.ts';
import { annotationsOf, everyShape } from '../support/made-annotations.ts';

const SHAPES = everyShape().map((shape) => [shape.kind, shape] as const);
const SCALE = { aspect: 16 / 9, measure: (line: string) => line.length * 0.6 };
const placeOf = (shape: AnnotationShape): Geometry => shape.keys[0] as Geometry;
const isKept = (shape: AnnotationShape, geometry: Geometry) =>
  Annotations.safeParse(annotationsOf([{ ...shape, keys: [geometry] } as AnnotationShape])).success;
const FAR = [
  [5, 5],
  [-5, 0.3],
  [0.123, -7],
] as const;

describe.each(SHAPES)('a shape of kind %s', (_kind, shape) => {
  it('keeps its form when it is moved, and stays on the picture', () => {
    const before = placeOf(shape);
    const after = moveGeometry(shape, before, 0.05, -0.02);
    const [a, b] = [boundsOf(shape, before, SCALE), boundsOf(shape, after, SCALE)];
    expect([b.x - a.x, b.y - a.y]).toEqual([expect.closeTo(0.05, 9), expect.closeTo(-0.02, 9)]);
    for (const [dx, dy] of FAR) expect(isKept(shape, moveGeometry(shape, before, dx, dy))).toBe(true);
  });

  it('stays one that is kept, however its handles are pulled', () => {
    for (const { id, at } of handlesOf(shape, placeOf(shape))) {
      expect(at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1).toBe(true);
      for (const [dx, dy] of FAR) expect(isKept(shape, pullHandle(shape, placeOf(shape), id, dx, dy)), id).toBe(true);
    }
  });

  it('is found where it is drawn', () => {
    const geometry = placeOf(shape);
    const { x, y } = 'points' in geometry ? { x: 0.2, y: 0.3 } : boundsOf(shape, geometry, SCALE);
    const spot = 'x1' in geometry ? { x: 0.25, y: 0.2 } : { x: x + 0.001, y: y + 0.001 };
    expect(shapeAt([{ shape, geometry }], spot, SCALE, 0.01)?.id).toBe(shape.id);
    expect(shapeAt([{ shape, geometry }], { x: 0.97, y: 0.03 }, SCALE, 0.01)).toBeNull();
  });
});

describe('handles', () => {
  const [box, line, magnifier] = ['box', 'line', 'magnifier'].map((kind) =>
    everyShape().find((shape) => shape.kind === kind),
  ) as [AnnotationShape, AnnotationShape, AnnotationShape];

  it('pull one side, one end, or the lens alone', () => {
    expect(pullHandle(box, placeOf(box), 'e', 0.1, 0.5)).toMatchObject({ x: 0.1, width: expect.closeTo(0.4, 9) });
    expect(pullHandle(line, placeOf(line), 'start', 0.05, 0)).toMatchObject({ x1: expect.closeTo(0.15, 9), x2: 0.4 });
    const moved = pullHandle(magnifier, placeOf(magnifier), 'lens', -0.1, 0);
    expect(moved).toMatchObject({ x: 0.1, toX: expect.closeTo(0.5, 9) });
    expect(lensOf(moved, 2)).toMatchObject({ width: expect.closeTo(0.2, 9) });
  });

  it('are chosen for the arrow keys by kind', () => {
    expect(SHAPES.map(([kind, shape]) => [kind, resizingHandle(placeOf(shape))])).toEqual([
      ...[
        ['arrow', 'end'],
        ['line', 'end'],
        ['box', 'se'],
        ['ellipse', 'se'],
        ['freehand', 'se'],
        ['text', null],
      ],
      ...[
        ['callout', 'tip'],
        ['spotlight', 'se'],
        ['magnifier', 'se'],
        ['blur', 'se'],
        ['pixelate', 'se'],
      ],
      ['solid', 'se'],
    ]);
  });
});

describe('a press where several shapes are', () => {
  const [line, box, blur] = ['line', 'box', 'blur'].map((kind) => {
    const shape = everyShape().find((each) => each.kind === kind) as AnnotationShape;
    return { shape, geometry: placeOf(shape) };
  });

  it('means the line before the inside, and a note before what hides', () => {
    const all = [line, box, blur].flatMap((one) => (one ? [one] : []));
    expect(shapeAt(all, { x: 0.25, y: 0.2 }, SCALE, 0.01)?.kind).toBe('box');
    expect(shapeAt(all, { x: 0.31, y: 0.24 }, SCALE, 0.01)?.kind).toBe('line');
    expect(shapeAt(all, { x: 0.2, y: 0.5 }, SCALE, 0.01)?.kind).toBe('blur');
  });
});

describe('the way from the picture to the screen', () => {
  const placement = { left: 20, top: -10, width: 300, height: 400, scale: 1 };

  it.each([0, 90, 180, 270] as const)('leads back at a turn of %i°, and the canvas goes it, too', (turn) => {
    const point = { x: 0.2, y: 0.7 };
    const seen = toViewport(point, placement, turn);
    expect(fromViewport(seen, placement, turn)).toEqual({ x: expect.closeTo(0.2, 9), y: expect.closeTo(0.7, 9) });
    const { width, height, matrix } = pictureOnCanvas(placement, turn, 2);
    const [a, b, c, d, e, f] = matrix;
    const [x, y] = [point.x * width, point.y * height];
    expect([a * x + c * y + e, b * x + d * y + f]).toEqual([
      expect.closeTo(2 * seen.x, 6),
      expect.closeTo(2 * seen.y, 6),
    ]);
  });
});
