import type { AnnotationShape } from '../../../shared/annotation.ts';

/** The shapes as they are seen: one under the hand in the place of its stored self, one that is being typed left out. */
export function shapesInHand(
  shapes: readonly AnnotationShape[],
  live: AnnotationShape | null,
  writing: AnnotationShape | null,
): readonly AnnotationShape[] {
  if (live === null && writing === null) return shapes;
  const seen = shapes.filter(({ id }) => id !== writing?.id).map((each) => (each.id === live?.id ? live : each));
  return live === null || seen.includes(live) || live.id === writing?.id ? seen : [...seen, live];
}
