import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { PtsOf } from '../../../shared/annotation-motion.ts';
import type { Mark } from '../../../shared/mark.ts';
import { useSame } from '../viewer/use-same.ts';
import { useStableActions } from '../viewer/use-stable-actions.ts';
import type { Size } from '../viewer/zoom-geometry.ts';
import { type AnnotationActions, type AnnotationEditor, type FramePlace, PAGE_PLACE } from './annotation-editor.ts';
import { createEditStore } from './annotation-state.ts';
import { choosingActions } from './choosing-actions.ts';
import { courseActions } from './course-actions.ts';
import { letterWidth } from './letter-width.ts';
import { shapingActions } from './shaping-actions.ts';
import { useAnnotationDoc } from './use-annotation-doc.ts';

interface EditorOptions {
  /** The saved mark that is selected. */
  readonly mark: Mark | null;
  /** Left out on a page. */
  readonly place?: FramePlace;
  readonly ptsOf?: PtsOf;
  /** Upright size of the picture. */
  readonly size: Size;
  readonly hasSound: boolean;
  readonly onGo?: (n: number) => void;
}

const byNumber: PtsOf = (n) => n;
const nowhere = () => undefined;

/** The editor of a mark's notes and redactions. One for each screen; it follows the selected mark. */
export function useAnnotationEditor(options: EditorOptions): AnnotationEditor {
  const { mark, place = PAGE_PLACE, ptsOf = byNumber, size, hasSound, onGo = nowhere } = options;
  const [store] = useState(createEditStore);
  const doc = useAnnotationDoc(mark);
  const { width, height } = size;
  const scale = useMemo(() => ({ aspect: width / Math.max(1, height), measure: letterWidth }), [width, height]);
  const [first, last] = [mark?.in?.n ?? null, mark?.out?.n ?? null];
  const span = useMemo(() => (first === null || last === null ? null : { first, last }), [first, last]);
  const context = { store, mark, doc, place, span, ptsOf, scale, hasSound, onGo };
  const shaping = shapingActions(context);
  const course = courseActions(context);
  const actions = useStableActions<AnnotationActions>({ ...choosingActions(context, shaping), ...shaping, ...course });

  const markId = mark?.id ?? null;
  // What is under the hand belongs to the mark that is left: it is kept, whatever is looked at next.
  const leaveMark = useEffectEvent((_left: string | null) => {
    actions.settle();
    store.set((state) => ({ ...state, selected: null, asking: null, notice: null }));
  });
  useEffect(() => () => leaveMark(markId), [markId]);
  return useSame({ ...actions, store, mark, doc, place, span, ptsOf, scale, hasSound, onGo });
}
