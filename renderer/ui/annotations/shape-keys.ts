import type { AnnotationShape, SoundRedaction } from '../../../shared/annotation.ts';
import { geometryAt, type PtsOf } from '../../../shared/annotation-motion.ts';
import type { Geometry } from './shape-bounds.ts';

/** First and last frame of a mark, both inclusive. */
export interface FrameSpan {
  readonly first: number;
  readonly last: number;
}

/** The shape as it is, but exactly here at frame n: its key there is changed or made. On a page n is null. */
export function withKeyAt(shape: AnnotationShape, n: number | null, geometry: Geometry): AnnotationShape {
  const { n: _, ...place } = geometry;
  if (n === null) return withKeys(shape, [place as Geometry]);
  const others: Geometry[] = shape.keys.filter((key) => key.n !== n);
  return withKeys(shape, [...others, { ...place, n } as Geometry]);
}

function withKeys(shape: AnnotationShape, keys: readonly Geometry[]): AnnotationShape {
  const sorted = [...keys].sort((a, b) => (a.n ?? 0) - (b.n ?? 0));
  return { ...shape, keys: sorted } as AnnotationShape;
}

/** Frames of a shape's keys, ascending; none on a page. */
export const keyFramesOf = ({ keys }: AnnotationShape): number[] =>
  keys.flatMap(({ n }) => (n === undefined ? [] : [n]));

/** The shape without its key at frame n; a shape keeps its last one. */
export function withoutKeyAt(shape: AnnotationShape, n: number): AnnotationShape {
  const rest = shape.keys.filter((key) => key.n !== n);
  return rest.length === 0 ? shape : withKeys(shape, rest);
}

/** The nearest key before or after frame n; null where there is none. */
export function keyBeside(shape: AnnotationShape, n: number, way: 1 | -1): number | null {
  const frames = keyFramesOf(shape);
  return (way === 1 ? frames.find((each) => each > n) : frames.findLast((each) => each < n)) ?? null;
}

/**
 * The shape shown from `from` to `to` alone. Keys outside go; where it was at an end in the course of a movement becomes
 * a key there, so that nothing that is still shown changes its place.
 */
export function shownWithin(shape: AnnotationShape, from: number, to: number, ptsOf: PtsOf): AnnotationShape {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const frames = keyFramesOf(shape);
  const moves = (n: number) => frames.some((each) => each < n) && frames.some((each) => each > n);
  const ends = [...new Set([first, last])].filter((n) => moves(n) && !frames.includes(n));
  const kept: Geometry[] = shape.keys.filter(({ n }) => n !== undefined && n >= first && n <= last);
  const keys: Geometry[] = [...kept, ...ends.map((n): Geometry => ({ ...geometryAt(shape, n, ptsOf), n }))];
  if (keys.length > 0) return withKeys({ ...shape, from: first, to: last }, keys);
  const n = Math.max(first, Math.min(last, frames[0] ?? first));
  return withKeys({ ...shape, from: first, to: last }, [{ ...geometryAt(shape, n, ptsOf), n }]);
}

/** The shape inside a mark that was changed since: cut to it, or over all of it when none of it is left inside. */
export function fittedShape(shape: AnnotationShape, span: FrameSpan | null, ptsOf: PtsOf): AnnotationShape {
  if (span === null) return onPage(shape);
  const { from = span.first, to = span.last } = shape;
  const isOff = from > span.last || to < span.first;
  const first = isOff ? span.first : Math.max(from, span.first);
  const last = isOff ? span.last : Math.min(to, span.last);
  return shownWithin(numbered(shape, first), first, last, ptsOf);
}

/** A shape of a page that came to a recording has no frame yet. */
const numbered = (shape: AnnotationShape, n: number): AnnotationShape =>
  keyFramesOf(shape).length > 0
    ? shape
    : withKeys(
        shape,
        shape.keys.slice(0, 1).map((key): Geometry => ({ ...key, n })),
      );

function onPage(shape: AnnotationShape): AnnotationShape {
  const { from: _from, to: _to, ...rest } = shape;
  const [key] = shape.keys;
  if (key === undefined) return shape;
  const { n: _n, ...place } = key;
  return withKeys(rest as AnnotationShape, [place as Geometry]);
}

/** The sound redaction inside the mark, under the same rule. */
export function fittedSound(sound: SoundRedaction, { first, last }: FrameSpan): SoundRedaction {
  if (sound.from > last || sound.to < first) return { ...sound, from: first, to: last };
  return { ...sound, from: Math.max(sound.from, first), to: Math.min(sound.to, last) };
}
