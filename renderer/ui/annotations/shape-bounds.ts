import type { AnnotationShape } from '../../../shared/annotation.ts';
import type { Region } from '../../../shared/mark.ts';

/** Where a shape is at one frame, whatever its kind; fractions of the upright picture. */
export type Geometry = AnnotationShape['keys'][number];

/** What sizes of letters mean on a picture. */
export interface Scale {
  /** Width of the upright picture divided by its height. */
  readonly aspect: number;
  /** Width of a line of text in heights of its letters. */
  readonly measure: (line: string) => number;
}

/** Height of a line of text in heights of its letters, as the drawing sets them. */
const LINE = 1.25;

/** The smallest upright rectangle around a shape; that of a magnifier is the region it enlarges. */
export function boundsOf(shape: AnnotationShape, geometry: Geometry, scale: Scale): Region {
  if (shape.kind === 'text' && 'x' in geometry) return textBounds(shape.text, shape.size / 1000, geometry, scale);
  if (shape.kind === 'callout' && 'x' in geometry) return discBounds(shape.size / 1000, geometry, scale);
  if ('width' in geometry) {
    const { x, y, width, height } = geometry;
    return { x, y, width, height };
  }
  return around(pointsOf(geometry));
}

/** The points that fix a geometry, all of which must stay on the picture. */
export function pointsOf(geometry: Geometry): [number, number][] {
  if ('points' in geometry) return geometry.points;
  if ('x1' in geometry) {
    return [
      [geometry.x1, geometry.y1],
      [geometry.x2, geometry.y2],
    ];
  }
  const { x, y } = geometry;
  if ('tipX' in geometry) {
    return [
      [x, y],
      [geometry.tipX, geometry.tipY],
    ];
  }
  if (!('width' in geometry)) return [[x, y]];
  return [
    [x, y],
    [x + geometry.width, y + geometry.height],
  ];
}

/** Where a magnifier shows its region enlarged. */
export function lensOf(geometry: Geometry, factor: number): Region | null {
  if (!('toX' in geometry)) return null;
  return {
    ...{ x: geometry.toX, y: geometry.toY },
    ...{ width: geometry.width * factor, height: geometry.height * factor },
  };
}

/** The rectangle around points. */
export function around(points: readonly (readonly [number, number])[]): Region {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function textBounds(text: string, size: number, { x, y }: { x: number; y: number }, scale: Scale): Region {
  const room = 1 - x;
  const widths = text.split('\n').map((line) => (scale.measure(line) * size) / scale.aspect);
  const lines = widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / Math.max(room, 1e-6))), 0);
  return { x, y, width: Math.min(room, Math.max(0.01, ...widths)), height: lines * LINE * size };
}

function discBounds(size: number, { x, y }: { x: number; y: number }, { aspect }: Scale): Region {
  const radius = size * 0.85;
  return { x: x - radius / aspect, y: y - radius, width: (2 * radius) / aspect, height: 2 * radius };
}
