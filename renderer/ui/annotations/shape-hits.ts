import { type AnnotationShape, isRedaction } from '../../../shared/annotation.ts';
import type { Region } from '../../../shared/mark.ts';
import type { Point } from '../viewer/region-geometry.ts';
import { boundsOf, type Geometry, lensOf, pointsOf, type Scale } from './shape-bounds.ts';

/** A shape and where it is at the frame that is shown. */
export interface PlacedShape {
  readonly shape: AnnotationShape;
  readonly geometry: Geometry;
}

/**
 * The shape that a press at this point means: the uppermost whose line or filled inside is there, else the uppermost
 * whose inside is. Notes lie over what hides.
 * @param reach how far beside a line still counts, in heights of the picture
 */
export function shapeAt(
  placed: readonly PlacedShape[],
  at: Point,
  scale: Scale,
  reach: number,
): AnnotationShape | null {
  const upper = [
    ...placed.filter(({ shape }) => isRedaction(shape)),
    ...placed.filter(({ shape }) => !isRedaction(shape)),
  ];
  const found =
    upper.findLast((one) => isOn(one, at, scale, reach)) ?? upper.findLast((one) => isWithin(one, at, scale, reach));
  return found?.shape ?? null;
}

function isOn({ shape, geometry }: PlacedShape, at: Point, scale: Scale, reach: number): boolean {
  const bounds = boundsOf(shape, geometry, scale);
  switch (shape.kind) {
    case 'arrow':
    case 'line':
    case 'freehand':
      return nearPath(pointsOf(geometry), at, scale.aspect, reach + shape.style.width / 2000);
    case 'callout':
      return contains(bounds, at) || nearPath(pointsOf(geometry), at, scale.aspect, reach);
    case 'box':
    case 'ellipse':
      return (shape.style.filled && contains(bounds, at)) || onEdge(bounds, at, scale.aspect, reach);
    case 'spotlight':
      return onEdge(bounds, at, scale.aspect, reach);
    default:
      return contains(bounds, at);
  }
}

function isWithin({ shape, geometry }: PlacedShape, at: Point, scale: Scale, reach: number): boolean {
  if (shape.kind === 'arrow' || shape.kind === 'line' || shape.kind === 'freehand') return false;
  const lens = shape.kind === 'magnifier' ? lensOf(geometry, shape.factor) : null;
  const grown = grow(boundsOf(shape, geometry, scale), reach, scale.aspect);
  return contains(grown, at) || (lens !== null && contains(lens, at));
}

const contains = ({ x, y, width, height }: Region, at: Point): boolean =>
  at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;

const grow = ({ x, y, width, height }: Region, by: number, aspect: number): Region => ({
  ...{ x: x - by / aspect, y: y - by },
  ...{ width: width + (2 * by) / aspect, height: height + 2 * by },
});

const onEdge = (bounds: Region, at: Point, aspect: number, reach: number): boolean =>
  contains(grow(bounds, reach, aspect), at) && !contains(grow(bounds, -reach, aspect), at);

function nearPath(points: readonly (readonly [number, number])[], at: Point, aspect: number, reach: number): boolean {
  const flat = points.map(([x, y]): [number, number] => [x * aspect, y]);
  const point: [number, number] = [at.x * aspect, at.y];
  return flat.some((end, i) => i > 0 && distance(flat[i - 1] ?? end, end, point) <= reach);
}

/** Distance of a point from the stretch between two others. */
function distance([ax, ay]: [number, number], [bx, by]: [number, number], [x, y]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const whole = dx * dx + dy * dy;
  const part = whole === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / whole));
  return Math.hypot(x - ax - part * dx, y - ay - part * dy);
}
