import {
  ANNOTATION_LIMITS,
  type AnnotationShape,
  type Annotations,
  isRedaction,
  type SoundRedaction,
} from './annotation.ts';
import type { Mark } from './mark.ts';

/** The part of a mark that its annotations must fit: frames first..last, or a page. */
export type AnnotatedSpan = Pick<Mark, 'in' | 'out'>;

/** Codes that a redaction may name. */
export interface KnownCodes {
  readonly reasons: ReadonlySet<string>;
  readonly bases: ReadonlySet<string>;
}

/**
 * What is wrong with annotations that have the right form, one sentence each; empty when nothing is.
 * @param kept what the mark has already. A shape that lies outside because the mark was changed later may stay as it is
 */
export function annotationProblems(
  annotations: Annotations,
  span: AnnotatedSpan,
  codes: KnownCodes,
  kept: Annotations,
): string[] {
  const stays = new Set([...kept.shapes, ...kept.sound].map((one) => sameText(one)));
  const places = isOutside(span);
  const problems: string[] = [...repeatedIds(annotations), ...tooMany(annotations)];
  for (const shape of annotations.shapes) {
    const mayStay = stays.has(sameText(shape)) && places(shape);
    const where = mayStay ? [] : span.in === null ? onPage(shape) : onFrames(shape, span);
    problems.push(...[...where, ...codesOf(shape, codes)].map((text) => `${named(shape)} ${text}`));
  }
  for (const sound of annotations.sound) {
    const mayStay = stays.has(sameText(sound)) && places(sound);
    const where = mayStay ? [] : soundPlace(sound, span);
    problems.push(...[...where, ...unknownCodes(sound, codes)].map((text) => `Sound redaction “${sound.id}” ${text}`));
  }
  return problems;
}

/** Ids of the shapes and sounds that do not lie in the mark, because it was changed after they were made. */
export function outsideOf({ shapes, sound }: Annotations, span: AnnotatedSpan): string[] {
  return [...shapes, ...sound].filter(isOutside(span)).map(({ id }) => id);
}

const isOutside =
  ({ in: first, out: last }: AnnotatedSpan) =>
  ({ from, to }: Pick<AnnotationShape, 'from' | 'to'>): boolean => {
    const hasFrames = from !== undefined && to !== undefined;
    if (first === null || last === null) return hasFrames;
    return !hasFrames || from < first.n || to > last.n;
  };

function* repeatedIds({ shapes, sound }: Annotations): Generator<string> {
  const seen = new Set<string>();
  for (const { id } of [...shapes, ...sound]) {
    if (seen.has(id)) yield `The id “${id}” stands twice; every shape and sound redaction needs its own.`;
    seen.add(id);
  }
}

function* tooMany({ shapes }: Annotations): Generator<string> {
  let places = 0;
  for (const { keys } of shapes) for (const key of keys) places += 'points' in key ? key.points.length : 1;
  const most = ANNOTATION_LIMITS.places;
  if (places > most) yield `The shapes have ${places} keys and points together; at most ${most} are kept for a mark.`;
}

function onPage({ from, to, keys }: AnnotationShape): string[] {
  if (from !== undefined || to !== undefined || keys.some(({ n }) => n !== undefined)) {
    return ['names frames, but the mark is on a page, which has none: leave out from, to and n.'];
  }
  return keys.length === 1 ? [] : [`has ${keys.length} keys; on a page a shape has exactly one.`];
}

function onFrames(shape: AnnotationShape, span: AnnotatedSpan): string[] {
  const { from, to } = shape;
  if (from === undefined || to === undefined) {
    return ['does not say from which frame to which it is shown: a mark of a recording needs from and to.'];
  }
  const interval = intervalProblems(from, to, span);
  return interval.length > 0 ? interval : keyProblems(shape.keys, from, to);
}

function intervalProblems(from: number, to: number, { in: first, out: last }: AnnotatedSpan): string[] {
  if (from > to) return [`begins at frame ${from}, after its last frame ${to}.`];
  const off = [from, to].find((n) => first === null || last === null || n < first.n || n > last.n);
  return off === undefined ? [] : [`is at frame ${off}, which is not in the mark (frames ${first?.n} to ${last?.n}).`];
}

function keyProblems(keys: AnnotationShape['keys'], from: number, to: number): string[] {
  const problems: string[] = [];
  let before = -1;
  for (const [at, { n }] of keys.entries()) {
    const key = `has key ${at + 1} of ${keys.length}`;
    if (n === undefined) problems.push(`${key} without a frame n.`);
    else if (n < from || n > to) problems.push(`${key} at frame ${n}, outside its own frames ${from} to ${to}.`);
    else if (n <= before) problems.push(`${key} at frame ${n}, not after frame ${before} of the key before it.`);
    before = n ?? before;
  }
  return problems.slice(0, 3);
}

function soundPlace({ from, to }: SoundRedaction, span: AnnotatedSpan): string[] {
  if (span.in === null) return ['is on a page, which has no sound.'];
  return intervalProblems(from, to, span);
}

const codesOf = (shape: AnnotationShape, codes: KnownCodes): string[] =>
  isRedaction(shape) ? unknownCodes(shape, codes) : [];

function unknownCodes({ reason, basis }: { reason: string; basis: string }, { reasons, bases }: KnownCodes): string[] {
  return [
    ...(reasons.has(reason) ? [] : [`names the reason “${reason}”, which is not in the redaction pack.`]),
    ...(bases.has(basis) ? [] : [`names the basis “${basis}”, which is not in the redaction pack.`]),
  ];
}

/** Equal for equal content, whatever the order of its fields: what is kept stands in that of canonical JSON. */
const sameText = (content: object): string =>
  JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

const named = ({ kind, id }: AnnotationShape): string => `Shape “${id}” (${kind})`;

/**
 * The same annotations where the recording's list of frames was renewed and their pictures have other numbers.
 * @param move the number that frame n has now
 */
export function movedFrames({ version, shapes, sound }: Annotations, move: (n: number) => number): Annotations {
  const interval = ({ from, to }: Pick<AnnotationShape, 'from' | 'to'>) =>
    from === undefined || to === undefined ? {} : { from: move(from), to: move(to) };
  const moved = (shape: AnnotationShape) => ({
    ...shape,
    ...interval(shape),
    keys: shape.keys.map((key) => (key.n === undefined ? key : { ...key, n: move(key.n) })),
  });
  return {
    version,
    shapes: shapes.map((shape) => moved(shape) as AnnotationShape),
    sound: sound.map((one) => ({ ...one, from: move(one.from), to: move(one.to) })),
  };
}
