import type { AnnotationShape } from '../../../shared/annotation.ts';
import type { Region } from '../../../shared/mark.ts';
import { HANDLES, type Handle, type Point, resizeRegion } from '../viewer/region-geometry.ts';
import { around, type Geometry, lensOf, pointsOf } from './shape-bounds.ts';

/** What a shape can be pulled by: sides and corners, ends of a line, a callout's tip, a magnifier's lens. */
export type ShapeHandle = Handle | 'start' | 'end' | 'tip' | 'lens';

const CORNERS: readonly Handle[] = ['nw', 'ne', 'se', 'sw'];
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const inside = (value: number): number => clamp(value, 0, 1);

/** The handles of a shape and where they are, in fractions of the upright picture. */
export function handlesOf(shape: AnnotationShape, geometry: Geometry): { id: ShapeHandle; at: Point }[] {
  if ('x1' in geometry) {
    return [
      { id: 'start', at: { x: geometry.x1, y: geometry.y1 } },
      { id: 'end', at: { x: geometry.x2, y: geometry.y2 } },
    ];
  }
  if ('points' in geometry) return onRegion(around(geometry.points), CORNERS);
  if ('tipX' in geometry) return [{ id: 'tip', at: { x: geometry.tipX, y: geometry.tipY } }];
  if (!('width' in geometry)) return [];
  const sides = onRegion(geometry, HANDLES);
  const lens = shape.kind === 'magnifier' ? lensOf(geometry, shape.factor) : null;
  return lens === null
    ? sides
    : [...sides, { id: 'lens', at: { x: lens.x + lens.width / 2, y: lens.y + lens.height / 2 } }];
}

function onRegion({ x, y, width, height }: Region, handles: readonly Handle[]): { id: Handle; at: Point }[] {
  const along = (id: Handle, low: string, high: string) => (id.includes(low) ? 0 : id.includes(high) ? 1 : 0.5);
  return handles.map((id) => ({
    id,
    at: { x: x + width * along(id, 'w', 'e'), y: y + height * along(id, 'n', 's') },
  }));
}

/** Moves all of a shape; it stops at the picture's edge without changing its form. */
export function moveGeometry(shape: AnnotationShape, geometry: Geometry, dx: number, dy: number): Geometry {
  const lens = shape.kind === 'magnifier' ? lensOf(geometry, shape.factor) : null;
  const held = around([...pointsOf(geometry), ...(lens ? cornersOf(lens) : [])]);
  const x = clamp(dx, -held.x, 1 - held.x - held.width);
  const y = clamp(dy, -held.y, 1 - held.y - held.height);
  return shifted(geometry, x, y);
}

const cornersOf = ({ x, y, width, height }: Region): [number, number][] => [
  [x, y],
  [x + width, y + height],
];

/** Sums of fractions may miss an edge by a rounding; what is stored must not. */
function shifted(geometry: Geometry, dx: number, dy: number): Geometry {
  const by = { x: dx, x1: dx, x2: dx, tipX: dx, toX: dx, y: dy, y1: dy, y2: dy, tipY: dy, toY: dy };
  const moved = Object.entries(geometry).map(([name, value]) => {
    if (name === 'points')
      return [name, (value as [number, number][]).map(([x, y]) => [inside(x + dx), inside(y + dy)])];
    const step = by[name as keyof typeof by];
    return [name, step === undefined ? value : inside((value as number) + step)];
  });
  return Object.fromEntries(moved) as Geometry;
}

/** Pulls a shape by one of its handles. */
export function pullHandle(
  shape: AnnotationShape,
  geometry: Geometry,
  handle: ShapeHandle,
  dx: number,
  dy: number,
): Geometry {
  if ('x1' in geometry) {
    const { x1, y1, x2, y2 } = geometry;
    return handle === 'start'
      ? { ...geometry, x1: inside(x1 + dx), y1: inside(y1 + dy) }
      : { ...geometry, x2: inside(x2 + dx), y2: inside(y2 + dy) };
  }
  if ('tipX' in geometry) return { ...geometry, tipX: inside(geometry.tipX + dx), tipY: inside(geometry.tipY + dy) };
  if ('points' in geometry) return isSide(handle) ? scaledPoints(geometry, handle, dx, dy) : geometry;
  if (!('width' in geometry)) return geometry;
  if (shape.kind === 'magnifier' && 'toX' in geometry) return pullMagnifier(geometry, shape.factor, handle, dx, dy);
  return isSide(handle) ? { ...geometry, ...resizeRegion(geometry, handle, dx, dy) } : geometry;
}

const isSide = (handle: ShapeHandle): handle is Handle => (HANDLES as readonly string[]).includes(handle);

type MagnifierGeometry = Extract<Geometry, { toX: number }>;

function pullMagnifier(at: MagnifierGeometry, factor: number, handle: ShapeHandle, dx: number, dy: number): Geometry {
  const region = isSide(handle) ? resizeRegion(at, handle, dx, dy) : at;
  const [x, y] = handle === 'lens' ? [dx, dy] : [0, 0];
  return fittedLens({ ...at, ...region, toX: at.toX + x, toY: at.toY + y }, factor);
}

/** The magnifier with its region no larger than can be shown enlarged, and its lens on the picture. */
export function fittedLens(at: MagnifierGeometry, factor: number): MagnifierGeometry {
  const [width, height] = [Math.min(at.width, 1 / factor), Math.min(at.height, 1 / factor)];
  const place = (value: number, size: number) => clamp(value, 0, Math.max(0, 1 - size * factor));
  return { ...at, width, height, toX: place(at.toX, width), toY: place(at.toY, height) };
}

function scaledPoints(at: Extract<Geometry, { points: unknown }>, handle: Handle, dx: number, dy: number): Geometry {
  const before = around(at.points);
  const after = resizeRegion(before, handle, dx, dy);
  const scaled = (value: number, from: number, size: number, to: number, length: number) =>
    inside(size === 0 ? to : to + ((value - from) * length) / size);
  return {
    ...at,
    points: at.points.map(([x, y]) => [
      scaled(x, before.x, before.width, after.x, after.width),
      scaled(y, before.y, before.height, after.y, after.height),
    ]),
  };
}

/** The handle that Alt and the arrow keys pull; null where only the size of letters can change. */
export function resizingHandle(geometry: Geometry): ShapeHandle | null {
  if ('x1' in geometry) return 'end';
  if ('tipX' in geometry) return 'tip';
  return 'width' in geometry || 'points' in geometry ? 'se' : null;
}
