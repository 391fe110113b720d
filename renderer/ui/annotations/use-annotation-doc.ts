import { useMemo } from 'react';
import { type Annotations, NO_ANNOTATIONS } from '../../../shared/annotation.ts';
import { outsideOf } from '../../../shared/annotation-check.ts';
import type { Mark } from '../../../shared/mark.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { useUnsaved, useWaiting } from './annotation-saver.ts';
import { needsReason, withWaiting } from './missing-reason.ts';

/** Annotations of a mark as a person sees them: with what was done last, kept already or not. */
export interface AnnotationDoc {
  readonly annotations: Annotations;
  /** False until the library has said what there is; nothing may be changed before. */
  readonly ready: boolean;
  /** Why they could not be read. */
  readonly readError: unknown;
  /** Why the last change could not be kept. */
  readonly saveError: unknown;
  /** Ids of what does not lie in the mark. */
  readonly outside: ReadonlySet<string>;
  /** Ids of redactions that have no reason yet, and are not kept before they have one. */
  readonly reasonless: readonly string[];
}

/** What the mark has; nothing while no saved mark is selected. */
export function useAnnotationDoc(mark: Mark | null): AnnotationDoc {
  const id = mark?.id ?? null;
  const query = useQueryCall('annotations.get', { markId: id ?? '' }, { enabled: id !== null });
  const unsaved = useUnsaved(id);
  const waiting = useWaiting(id);
  const known = id === null ? null : (unsaved?.annotations ?? query.data?.annotations ?? null);
  return useMemo(() => {
    const annotations = known === null ? NO_ANNOTATIONS : withWaiting(known, waiting);
    return {
      annotations,
      ready: known !== null,
      readError: query.error,
      saveError: unsaved?.error ?? null,
      outside: new Set(mark === null ? [] : outsideOf(annotations, mark)),
      reasonless: [...annotations.shapes, ...annotations.sound].filter(needsReason).map(({ id: each }) => each),
    };
  }, [known, waiting, mark, query.error, unsaved]);
}
