import type { AnnotationShape, Annotations } from '../../../shared/annotation.ts';
import { geometryAt, isShownAt } from '../../../shared/annotation-motion.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import { currentAnnotations, saveAnnotations } from './annotation-saver.ts';
import type { EditNotice } from './annotation-state.ts';
import type { Geometry } from './shape-bounds.ts';

/** What the actions of an editor stand on. */
export type EditContext = Pick<
  AnnotationEditor,
  'store' | 'mark' | 'doc' | 'place' | 'span' | 'ptsOf' | 'scale' | 'hasSound' | 'onGo'
>;

/** The frame that is seen; null on a page. */
export const frameOf = ({ span, place }: Pick<EditContext, 'span' | 'place'>): number | null =>
  span === null ? null : place.n;

/** The selected mark's annotations as they are at this moment; null while there is nothing to change. */
export const presentOf = ({ mark }: EditContext): Annotations | null =>
  mark === null ? null : currentAnnotations(mark.id);

/** Changes the annotations of the selected mark, as one step. */
export function change(context: EditContext, to: (annotations: Annotations) => Annotations): void {
  const { mark } = context;
  const before = presentOf(context);
  if (mark === null || before === null) return;
  const after = to(before);
  if (after !== before) saveAnnotations(mark.id, after);
}

/** The chosen shape as it is at this moment, under the hand or not. */
export function chosenShape(context: EditContext): AnnotationShape | null {
  const { selected, live } = context.store.get();
  if (selected === null) return null;
  if (live?.id === selected) return live;
  return presentOf(context)?.shapes.find(({ id }) => id === selected) ?? null;
}

/** Where a shape is on the picture that is seen. */
export const placeOf = (context: Pick<EditContext, 'place' | 'ptsOf'>, shape: AnnotationShape): Geometry =>
  geometryAt(shape, context.place.n, context.ptsOf);

export const isSeen = ({ place, span }: Pick<EditContext, 'place' | 'span'>, shape: AnnotationShape): boolean =>
  span === null || isShownAt(shape, place.n);

/** Says why nothing happened. */
export const tell = ({ store }: Pick<EditContext, 'store'>, notice: EditNotice | null): void =>
  store.set((state) => (state.notice === notice ? state : { ...state, notice }));

/** Stops what runs: a shape is drawn and moved on one frame. */
export function standStill({ span, place, onGo }: Pick<EditContext, 'span' | 'place' | 'onGo'>): void {
  if (span !== null) onGo(place.n);
}

/** The chosen shape when it can be moved here and now; else it is said why not. */
export function movableShape(context: EditContext): AnnotationShape | null {
  const shape = chosenShape(context);
  if (shape === null) return null;
  standStill(context);
  const notice = shape.locked ? 'locked' : isSeen(context, shape) ? null : 'hidden';
  tell(context, notice);
  return notice === null ? shape : null;
}
