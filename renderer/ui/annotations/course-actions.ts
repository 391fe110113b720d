import type { AnnotationActions } from './annotation-editor.ts';
import { withShape, withSound } from './annotation-edits.ts';
import { currentAnnotations, saveAnnotations } from './annotation-saver.ts';
import { change, type EditContext, presentOf, tell } from './edit-context.ts';
import { type CoursePart, isShape, partPlace, type Timed, withPartAt } from './shape-course.ts';
import { withoutKeyAt } from './shape-keys.ts';

type CourseActions = Pick<AnnotationActions, 'movePart' | 'dropPart' | 'focusPart' | 'goToCourse'>;

/** Actions on when something is shown or not heard. What a held key or a drag moves is kept when it is let go. */
export function courseActions(context: EditContext): CourseActions {
  const { store } = context;
  return {
    movePart: (part, to) => movePart(context, part, to),
    dropPart: (part) => dropPart(context, part),
    goToCourse: () => store.set((state) => ({ ...state, courseWish: state.courseWish + 1 })),
    focusPart: (part) => store.set((state) => (state.part === part ? state : { ...state, part })),
  };
}

/** What is chosen, as it is kept. */
function chosen(context: EditContext): Timed | null {
  const { selected } = context.store.get();
  const all = presentOf(context);
  return [...(all?.shapes ?? []), ...(all?.sound ?? [])].find(({ id }) => id === selected) ?? null;
}

function movePart(context: EditContext, part: CoursePart, to: (n: number) => number): void {
  const { store, mark, span, ptsOf, onGo } = context;
  const kept = chosen(context);
  if (kept === null || mark === null || span === null) return;
  if (kept.locked) {
    tell(context, 'locked');
    return;
  }
  const { course } = store.get();
  // From how it was when the key was pressed: what an end passes on its way comes back with it.
  const isGoing = course !== null && course.part === part && course.base.id === kept.id;
  const { base, now } = isGoing ? course : { base: kept, now: kept };
  const next = withPartAt(base, part, to(partPlace(now, part, span).n), span, ptsOf);
  const live = isShape(next) ? { live: next, forMark: mark.id } : {};
  store.set((state) => ({ ...state, ...live, notice: null, course: { base, part, now: next, markId: mark.id } }));
  // The picture follows what is moved, as it does the ends of a mark.
  onGo(partPlace(next, part, span).n);
}

/** Keeps what was moved as one step, in the mark that it belongs to. */
export function settleCourse({ store }: EditContext): void {
  const { course } = store.get();
  if (course === null) return;
  store.set((state) => ({ ...state, course: null, live: null }));
  const { now, markId } = course;
  const all = currentAnnotations(markId);
  if (all !== null) saveAnnotations(markId, isShape(now) ? withShape(all, now) : withSound(all, now));
}

/** Removes a key; a shape keeps its last one. */
function dropPart(context: EditContext, part: CoursePart): void {
  settleCourse(context);
  const one = chosen(context);
  if (one === null || !isShape(one) || typeof part !== 'number') return;
  const n = one.keys[part]?.n;
  if (one.locked) tell(context, 'locked');
  else if (n !== undefined) change(context, (all) => withShape(all, withoutKeyAt(one, n)));
}
