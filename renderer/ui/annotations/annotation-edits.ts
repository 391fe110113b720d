import type { AnnotationShape, Annotations, SoundRedaction } from '../../../shared/annotation.ts';

/** An id that no shape or sound redaction has yet: the kind and the next free number. */
export function freeId(annotations: Annotations, kind: string): string {
  const taken = new Set([...annotations.shapes, ...annotations.sound].map(({ id }) => id));
  let number = 1;
  while (taken.has(`${kind}-${number}`)) number += 1;
  return `${kind}-${number}`;
}

/** The number of the next callout. */
export function nextNumber({ shapes }: Annotations): number {
  const numbers = shapes.flatMap((shape) => (shape.kind === 'callout' ? [shape.number] : []));
  return Math.min(999, Math.max(0, ...numbers) + 1);
}

/** With this shape in the place of the one that has its id, or at the end. */
export function withShape(annotations: Annotations, shape: AnnotationShape): Annotations {
  const { shapes } = annotations;
  const known = shapes.some(({ id }) => id === shape.id);
  return {
    ...annotations,
    shapes: known ? shapes.map((each) => (each.id === shape.id ? shape : each)) : [...shapes, shape],
  };
}

/** With this sound redaction in the place of the one that has its id, or at the end. */
export function withSound(annotations: Annotations, sound: SoundRedaction): Annotations {
  const known = annotations.sound.some(({ id }) => id === sound.id);
  const all = known
    ? annotations.sound.map((each) => (each.id === sound.id ? sound : each))
    : [...annotations.sound, sound];
  return { ...annotations, sound: all };
}

/** Without the shape or sound redaction of this id. */
export const without = (annotations: Annotations, id: string): Annotations => ({
  ...annotations,
  shapes: annotations.shapes.filter((each) => each.id !== id),
  sound: annotations.sound.filter((each) => each.id !== id),
});

/** The shape after or before the one with this id in the list; null beyond an end. The first or last when none is chosen. */
export function shapeBeside(
  shapes: readonly AnnotationShape[],
  id: string | null,
  way: 1 | -1,
): AnnotationShape | null {
  const at = shapes.findIndex((each) => each.id === id);
  if (at < 0) return (way === 1 ? shapes[0] : shapes.at(-1)) ?? null;
  return shapes[at + way] ?? null;
}
