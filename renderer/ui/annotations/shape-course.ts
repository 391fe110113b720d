import type { AnnotationShape, SoundRedaction } from '../../../shared/annotation.ts';
import type { PtsOf } from '../../../shared/annotation-motion.ts';
import type { Geometry } from './shape-bounds.ts';
import { type FrameSpan, keyFramesOf, shownWithin } from './shape-keys.ts';

/** What has a course in time: it is shown, or not heard, from one frame to another. */
export type Timed = AnnotationShape | SoundRedaction;

/** A part of a course that can be moved: all of it, one of its ends, or a key by its place among the keys. */
export type CoursePart = 'range' | 'from' | 'to' | number;

/** Where parts of a course stand, and how far they can be moved. */
export interface PartPlace {
  readonly n: number;
  readonly least: number;
  readonly most: number;
}

export const isShape = (one: Timed): one is AnnotationShape => 'keys' in one;

/** Frames of the keys; sound has none. */
export const courseKeys = (one: Timed): number[] => (isShape(one) ? keyFramesOf(one) : []);

/** First and last frame, where nothing is said those of the mark. */
export const courseOf = ({ from, to }: Timed, span: FrameSpan): { readonly from: number; readonly to: number } => ({
  from: from ?? span.first,
  to: to ?? span.last,
});

/** The frame of a part and its limits: nothing leaves the mark, no end passes the other, no key its neighbour. */
export function partPlace(one: Timed, part: CoursePart, span: FrameSpan): PartPlace {
  const { from, to } = courseOf(one, span);
  if (part === 'range') return { n: from, least: span.first, most: Math.max(span.first, span.last - (to - from)) };
  if (part === 'from') return { n: from, least: span.first, most: to };
  if (part === 'to') return { n: to, least: from, most: span.last };
  const keys = courseKeys(one);
  const n = keys[part] ?? from;
  return { n, least: Math.max(from, (keys[part - 1] ?? -1) + 1), most: Math.min(to, (keys[part + 1] ?? to + 1) - 1) };
}

/** The same with a part at frame n, or as near as its limits allow. */
export function withPartAt<T extends Timed>(one: T, part: CoursePart, n: number, span: FrameSpan, ptsOf: PtsOf): T {
  const place = partPlace(one, part, span);
  const wanted = Math.min(place.most, Math.max(place.least, n));
  const { from, to } = courseOf(one, span);
  if (part === 'range') return shifted(one, wanted - from, from, to);
  if (part === 'from') return between(one, wanted, to, ptsOf);
  if (part === 'to') return between(one, from, wanted, ptsOf);
  return isShape(one) ? (withKeyMoved(one, part, wanted) as T) : one;
}

function shifted<T extends Timed>(one: T, by: number, from: number, to: number): T {
  const moved = { ...one, from: from + by, to: to + by };
  if (!isShape(moved)) return moved;
  const keys: Geometry[] = moved.keys.map((key) => (key.n === undefined ? key : { ...key, n: key.n + by }));
  return { ...moved, keys } as T;
}

const between = <T extends Timed>(one: T, from: number, to: number, ptsOf: PtsOf): T =>
  (isShape(one) ? shownWithin(one, from, to, ptsOf) : { ...one, from, to }) as T;

function withKeyMoved(shape: AnnotationShape, at: number, n: number): AnnotationShape {
  const keys: Geometry[] = shape.keys.map((key, place) => (place === at ? { ...key, n } : key));
  return { ...shape, keys } as AnnotationShape;
}
