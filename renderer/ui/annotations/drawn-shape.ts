import {
  ANNOTATION_LIMITS,
  type AnnotationColour,
  type AnnotationShape,
  type AnnotationStyle,
  type ShapeKind,
} from '../../../shared/annotation.ts';
import type { Region } from '../../../shared/mark.ts';
import { type Point, regionBetween } from '../viewer/region-geometry.ts';
import type { Geometry } from './shape-bounds.ts';
import { fittedLens } from './shape-moves.ts';

/** How the next shape is to look. Sizes in thousandths of the picture's height. */
export interface ShapeStyle {
  readonly style: AnnotationStyle;
  /** Height of letters. */
  readonly size: number;
  readonly form: 'box' | 'ellipse';
  /** Colour of what hides in one colour. */
  readonly cover: AnnotationColour;
}

/** First and last frame that a shape shows at, and the frame it is drawn on; null on a page. */
export interface ShapeFrames {
  readonly from: number;
  readonly to: number;
  readonly n: number;
}

/** Id of a shape that is still being drawn; it is never stored. */
export const DRAWN_ID = 'drawn-now';

const LENS_FACTOR = 2;
const STRENGTH = 40;
const DIM = 60;
/** Least distance of two points of a freehand line, in fractions. */
const POINT_STEP = 0.003;
/** Shorter than this, in fractions, a drag was a click. */
const LEAST_LINE = 0.008;

const inside = (value: number): number => Math.min(1, Math.max(0, value));
const onPicture = ({ x, y }: Point): Point => ({ x: inside(x), y: inside(y) });

/** What a drag along these points draws; null when it was too short to be meant. */
export function drawnGeometry(kind: ShapeKind, path: readonly Point[]): Geometry | null {
  const [first, last] = [path[0], path.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [from, to] = [onPicture(first), onPicture(last)];
  switch (kind) {
    case 'arrow':
    case 'line':
      return isFar(from, to) ? { x1: from.x, y1: from.y, x2: to.x, y2: to.y } : null;
    case 'freehand':
      return freehand(path);
    case 'text':
      return { x: from.x, y: from.y };
    case 'callout':
      return isFar(from, to) ? { x: to.x, y: to.y, tipX: from.x, tipY: from.y } : null;
    case 'magnifier': {
      const region = regionBetween(from, to);
      return region && withLens(region);
    }
    default:
      return regionBetween(from, to);
  }
}

const isFar = (a: Point, b: Point): boolean => Math.hypot(a.x - b.x, a.y - b.y) >= LEAST_LINE;

function freehand(path: readonly Point[]): Geometry | null {
  const points: [number, number][] = [];
  for (const each of path.map(onPicture)) {
    const before = points.at(-1);
    if (before && Math.hypot(each.x - before[0], each.y - before[1]) < POINT_STEP) continue;
    points.push([each.x, each.y]);
  }
  return points.length < 2 ? null : { points: thinned(points, ANNOTATION_LIMITS.pointsOfKey) };
}

/** Evenly fewer points, both ends kept. */
function thinned(points: [number, number][], most: number): [number, number][] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => points[Math.round(at * step)] ?? [0, 0]);
}

/** The lens goes to the side of the picture that has more room. */
function withLens(region: Region): Geometry {
  const toX = region.x + region.width / 2 < 0.5 ? 0.95 - region.width * LENS_FACTOR : 0.05;
  const toY = region.y + region.height / 2 < 0.5 ? 0.95 - region.height * LENS_FACTOR : 0.05;
  return fittedLens({ ...region, toX, toY }, LENS_FACTOR);
}

const MIDDLE: Region = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

/** A shape in the middle of the picture, for whoever places it by key. */
export function middleGeometry(kind: ShapeKind): Geometry {
  switch (kind) {
    case 'arrow':
    case 'line':
      return { x1: 0.35, y1: 0.6, x2: 0.5, y2: 0.5 };
    case 'freehand':
      return {
        points: [
          [0.4, 0.5],
          [0.45, 0.45],
          [0.55, 0.55],
          [0.6, 0.5],
        ],
      };
    case 'text':
      return { x: 0.4, y: 0.45 };
    case 'callout':
      return { x: 0.45, y: 0.4, tipX: 0.5, tipY: 0.5 };
    case 'magnifier':
      return withLens(MIDDLE);
    default:
      return MIDDLE;
  }
}

interface NewShape {
  readonly kind: ShapeKind;
  readonly geometry: Geometry;
  readonly id: string;
  readonly look: ShapeStyle;
  readonly frames: ShapeFrames | null;
  /** Number of a callout. */
  readonly number: number;
  /** What a text shape says. */
  readonly text: string;
}

/** A shape as it is stored, with one key where and when it was drawn. */
export function newShape({ kind, geometry, id, look, frames, number, text }: NewShape): AnnotationShape {
  const keys = [frames === null ? geometry : { n: frames.n, ...geometry }];
  const span = frames === null ? {} : { from: frames.from, to: frames.to };
  const base = { id, kind, locked: false, ...span, keys };
  return { ...base, ...fieldsOf(kind, look, number, text) } as AnnotationShape;
}

/** Why something is hidden is said for each redaction anew. */
export const NO_REASON = { reason: '', basis: '' } as const;

function fieldsOf(kind: ShapeKind, look: ShapeStyle, number: number, text: string): object {
  const { style, size, form, cover } = look;
  switch (kind) {
    case 'text':
      return { style, size, text };
    case 'callout':
      return { style, size, number, text: '' };
    case 'spotlight':
      return { style, form, dim: DIM };
    case 'magnifier':
      return { style, factor: LENS_FACTOR };
    case 'blur':
      return { form, ...NO_REASON, radius: STRENGTH };
    case 'pixelate':
      return { form, ...NO_REASON, cell: STRENGTH };
    case 'solid':
      return { form, ...NO_REASON, colour: cover };
    default:
      return { style };
  }
}
