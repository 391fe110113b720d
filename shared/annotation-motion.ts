import type { AnnotationShape } from './annotation.ts';

/** PTS of frame n in the stream's time base. */
export type PtsOf = (n: number) => number;

type Key<S extends AnnotationShape> = S['keys'][number];
type Point = readonly [number, number];

/**
 * Where a shape is at frame n. Between two keys it moves evenly **in time**, not in frames: a phone's frames are not
 * evenly spaced, and what it follows moves in time. Before the first and after the last key it stands still.
 */
export function geometryAt<S extends AnnotationShape>(shape: S, n: number, ptsOf: PtsOf): Key<S> {
  const keys: readonly Key<S>[] = shape.keys;
  const before = keyBefore(keys, n);
  const [a, b] = [keys[before], keys[before + 1]];
  if (a === undefined) return keys[0] as Key<S>;
  if (b === undefined || n === a.n) return a;
  return between(a, b, progress(a, b, n, ptsOf));
}

/** Whether a shape is shown at frame n; a page shows all of its shapes. */
export const isShownAt = ({ from, to }: Pick<AnnotationShape, 'from' | 'to'>, n: number): boolean =>
  (from === undefined || n >= from) && (to === undefined || n <= to);

/** Those that are shown at frame n, in the order in which they are drawn. */
export const shownAt = <S extends AnnotationShape>(shapes: readonly S[], n: number): S[] =>
  shapes.filter((shape) => isShownAt(shape, n));

/**
 * The frames of first..last at which what is drawn is not what was drawn at the frame before; the first always is one.
 * From each to the next one picture does.
 */
export function changesIn(shapes: readonly AnnotationShape[], first: number, last: number, ptsOf: PtsOf): number[] {
  const found = new Set<number>([first]);
  for (const shape of shapes) {
    for (const n of changesOf(shape, first, last, ptsOf)) if (n > first && n <= last) found.add(n);
  }
  return [...found].sort((a, b) => a - b);
}

/** Such shapes show the picture itself in another way, so that each of its frames is drawn anew. */
const SHOWS_PICTURE: readonly AnnotationShape['kind'][] = ['magnifier', 'blur', 'pixelate'];

function* changesOf(shape: AnnotationShape, first: number, last: number, ptsOf: PtsOf): Generator<number> {
  const from = Math.max(shape.from ?? first, first);
  const to = Math.min(shape.to ?? last, last);
  if (from > to) return;
  yield from;
  yield to + 1;
  if (SHOWS_PICTURE.includes(shape.kind)) {
    for (let n = from; n <= to; n++) yield n;
    return;
  }
  for (const [at, key] of shape.keys.entries()) {
    const next = shape.keys[at + 1];
    if (key.n === undefined || next?.n === undefined || sameGeometry(key, next)) continue;
    yield* moves(key, next, Math.max(key.n + 1, from), Math.min(next.n, to), ptsOf);
  }
}

function* moves<K extends { readonly n?: number | undefined }>(
  a: K,
  b: K,
  from: number,
  to: number,
  ptsOf: PtsOf,
): Generator<number> {
  if (isHeld(a, b)) {
    yield to;
    return;
  }
  let before = progress(a, b, from - 1, ptsOf);
  for (let n = from; n <= to; n++) {
    const now = progress(a, b, n, ptsOf);
    if (now !== before) yield n;
    before = now;
  }
}

/** Index of the last key at or before frame n; -1 before the first. Keys ascend. */
function keyBefore(keys: readonly { readonly n?: number | undefined }[], n: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle]?.n ?? 0) <= n) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** How much of the way from key a to key b has been gone at frame n, 0 to 1. */
function progress(
  a: { readonly n?: number | undefined },
  b: { readonly n?: number | undefined },
  n: number,
  ptsOf: PtsOf,
): number {
  const [first, last] = [a.n ?? n, b.n ?? n];
  if (n >= last) return 1;
  if (n <= first) return 0;
  const [start, end] = [ptsOf(first), ptsOf(last)];
  // Times of real files may repeat and run back: without a stretch of time to go along, the shape stays until its next key.
  if (!(end > start)) return 0;
  return Math.min(1, Math.max(0, (ptsOf(n) - start) / (end - start)));
}

/** Numbers go evenly from a to b, and freehand lines point by point; a line with another number of points waits for b. */
function between<K extends object>(a: K, b: K, part: number): K {
  if (part >= 1) return b;
  if (part <= 0 || isHeld(a, b)) return a;
  const moved = Object.entries(a).map(([name, value]) => {
    const next = (b as Record<string, unknown>)[name];
    if (typeof value === 'number' && typeof next === 'number') return [name, mixed(value, next, part)];
    return [name, Array.isArray(value) ? mixedPoints(value, next as Point[], part) : value];
  });
  return Object.fromEntries(moved) as K;
}

const mixedPoints = (a: readonly Point[], b: readonly Point[], part: number): Point[] =>
  a.map(([x, y], at) => [mixed(x, b[at]?.[0] ?? x, part), mixed(y, b[at]?.[1] ?? y, part)]);

/** Rounding must not lead beyond either end. */
function mixed(a: number, b: number, part: number): number {
  return Math.min(Math.max(a, b), Math.max(Math.min(a, b), a + (b - a) * part));
}

function isHeld(a: object, b: object): boolean {
  return 'points' in a && 'points' in b && (a.points as unknown[]).length !== (b.points as unknown[]).length;
}

const sameGeometry = (a: object, b: object): boolean =>
  JSON.stringify({ ...a, n: 0 }) === JSON.stringify({ ...b, n: 0 });
