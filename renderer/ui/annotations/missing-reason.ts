import {
  type AnnotationShape,
  type Annotations,
  NO_ANNOTATIONS,
  type SoundRedaction,
} from '../../../shared/annotation.ts';

/** A redaction that nobody has said the reason of. The library keeps none without, and an export knows nothing of it. */
export const needsReason = (one: AnnotationShape | SoundRedaction): boolean => 'reason' in one && one.reason === '';

/** What can be kept, and the redactions that wait for their reason. */
export function byReason(annotations: Annotations): { readonly kept: Annotations; readonly waiting: Annotations } {
  const { shapes, sound } = annotations;
  return {
    kept: {
      ...annotations,
      shapes: shapes.filter((each) => !needsReason(each)),
      sound: sound.filter((each) => !needsReason(each)),
    },
    waiting: { ...NO_ANNOTATIONS, shapes: shapes.filter(needsReason), sound: sound.filter(needsReason) },
  };
}

/** What a person sees: those that wait stand last, as they will once they are kept. */
export const withWaiting = (kept: Annotations, waiting: Annotations | null): Annotations =>
  waiting === null
    ? kept
    : { ...kept, shapes: [...kept.shapes, ...waiting.shapes], sound: [...kept.sound, ...waiting.sound] };
