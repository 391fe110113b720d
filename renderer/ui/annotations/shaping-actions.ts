import type { AnnotationShape } from '../../../shared/annotation.ts';
import type { AnnotationActions } from './annotation-editor.ts';
import { freeId, nextNumber, without, withShape, withSound } from './annotation-edits.ts';
import { currentAnnotations, discardUnsaved, retrySaving, saveAnnotations } from './annotation-saver.ts';
import type { Tool } from './annotation-tools.ts';
import { settleCourse } from './course-actions.ts';
import { DRAWN_ID, middleGeometry, NO_REASON, newShape } from './drawn-shape.ts';
import {
  change,
  chosenShape,
  type EditContext,
  frameOf,
  movableShape,
  placeOf,
  presentOf,
  standStill,
  tell,
} from './edit-context.ts';
import { needsReason } from './missing-reason.ts';
import type { Geometry } from './shape-bounds.ts';
import { fittedShape, fittedSound, shownWithin, withKeyAt, withoutKeyAt } from './shape-keys.ts';
import { moveGeometry, pullHandle, resizingHandle } from './shape-moves.ts';

type Shaping = Pick<
  AnnotationActions,
  | 'hold'
  | 'settle'
  | 'draw'
  | 'put'
  | 'putSound'
  | 'addSound'
  | 'remove'
  | 'duplicate'
  | 'setLocked'
  | 'nudge'
  | 'stretch'
  | 'cut'
  | 'addKey'
  | 'removeKey'
  | 'fit'
  | 'retry'
  | 'discard'
>;

/** Actions that change what is stored. */
export function shapingActions(context: EditContext): Shaping {
  const { store, mark, ptsOf, span } = context;
  const put = (shape: AnnotationShape) => change(context, (all) => withShape(all, shape));
  const hold = (live: AnnotationShape | null) => store.set((state) => ({ ...state, live, forMark: mark?.id ?? null }));
  const holdAt = (shape: AnnotationShape, geometry: Geometry) => hold(withKeyAt(shape, frameOf(context), geometry));
  return {
    hold,
    settle: () => settle(context),
    draw: (kind, geometry) => draw(context, kind, geometry),
    put,
    putSound: (sound) => change(context, (all) => withSound(all, sound)),
    addSound: () => addSound(context),
    remove: (id) => remove(context, id),
    duplicate: () => duplicate(context),
    setLocked: (id, locked) => setLocked(context, id, locked),
    nudge: (dx, dy) => {
      const shape = movableShape(context);
      if (shape) holdAt(shape, moveGeometry(shape, placeOf(context, shape), dx, dy));
    },
    stretch: (dx, dy) => {
      const shape = movableShape(context);
      if (shape) stretch(shape, placeOf(context, shape), dx, dy, { hold, holdAt });
    },
    cut: (end) => {
      const shape = chosenShape(context);
      const n = frameOf(context);
      if (shape === null || n === null || span === null || isLocked(context, shape)) return;
      if (n < span.first || n > span.last) return tell(context, 'outside');
      const [from, to] = [shape.from ?? span.first, shape.to ?? span.last];
      put(
        end === 'from'
          ? shownWithin(shape, n, Math.max(n, to), ptsOf)
          : shownWithin(shape, Math.min(n, from), n, ptsOf),
      );
    },
    addKey: () => {
      const shape = movableShape(context);
      if (shape) put(withKeyAt(shape, frameOf(context), placeOf(context, shape)));
    },
    removeKey: () => {
      const shape = chosenShape(context);
      const n = frameOf(context);
      if (shape && n !== null && !isLocked(context, shape)) put(withoutKeyAt(shape, n));
    },
    fit: (id) =>
      change(context, (all) => ({
        ...all,
        shapes: all.shapes.map((each) => (each.id === id ? fittedShape(each, span, ptsOf) : each)),
        sound: span === null ? all.sound : all.sound.map((each) => (each.id === id ? fittedSound(each, span) : each)),
      })),
    retry: () => mark && retrySaving(mark.id),
    discard: () => mark && discardUnsaved(mark.id),
  };
}

/** Keeps what is under the hand or being typed in the mark that it belongs to. */
function settle(context: EditContext): void {
  const { store } = context;
  settleCourse(context);
  const { live, writing, forMark } = store.get();
  if (live === null && writing === null) return;
  store.set((state) => ({ ...state, live: null, writing: null }));
  const before = forMark === null ? null : currentAnnotations(forMark);
  if (forMark === null || before === null) return;
  const shape = live ?? writing;
  if (shape === null || shape.id === DRAWN_ID || (shape.kind === 'text' && shape.text.trim() === '')) return;
  const stored = before.shapes.find(({ id }) => id === shape.id);
  if (JSON.stringify(stored) !== JSON.stringify(shape)) saveAnnotations(forMark, withShape(before, shape));
}

/** Says so when a shape may not be changed. */
function isLocked(context: EditContext, { locked }: { readonly locked: boolean }): boolean {
  tell(context, locked ? 'locked' : null);
  return locked;
}

function draw(context: EditContext, kind: Exclude<Tool, 'select'>, geometry: Geometry | null): void {
  const { store, mark, span } = context;
  standStill(context);
  const all = presentOf(context);
  const n = frameOf(context);
  if (all === null || mark === null) return;
  if (n !== null && span !== null && (n < span.first || n > span.last)) {
    tell(context, 'outside');
    return;
  }
  const shape = newShape({
    ...{ kind, geometry: geometry ?? middleGeometry(kind), id: freeId(all, kind) },
    look: store.get().look,
    frames: n === null || span === null ? null : { from: span.first, to: span.last, n },
    ...{ number: nextNumber(all), text: '' },
  });
  // A text without words cannot be kept: it begins with being typed.
  const writing = shape.kind === 'text' ? shape : null;
  store.set((state) => ({
    ...{ ...state, tool: 'select', selected: shape.id, live: null, notice: null },
    ...{ writing, forMark: mark.id, asking: needsReason(shape) ? shape.id : null },
  }));
  if (writing === null) saveAnnotations(mark.id, withShape(all, shape));
}

function addSound(context: EditContext): void {
  const { store, span } = context;
  const all = presentOf(context);
  if (all === null || span === null) return;
  const id = freeId(all, 'sound');
  const { first: from, last: to } = span;
  change(context, () => withSound(all, { id, kind: 'mute', locked: false, from, to, ...NO_REASON }));
  store.set((state) => ({ ...state, mode: 'redact', tool: 'select', selected: id, asking: id, notice: null }));
}

function remove(context: EditContext, id: string): void {
  const all = presentOf(context);
  const one = [...(all?.shapes ?? []), ...(all?.sound ?? [])].find((each) => each.id === id);
  if (one === undefined || isLocked(context, one)) return;
  context.store.set((state) => ({
    ...state,
    selected: state.selected === id ? null : state.selected,
    live: null,
    writing: null,
  }));
  change(context, (before) => without(before, id));
}

/** Beside the first one, so that both are seen. */
const BESIDE = 0.02;

function duplicate(context: EditContext): void {
  const shape = chosenShape(context);
  const all = presentOf(context);
  if (shape === null || all === null) return;
  const keys = shape.keys.map((key) => ({ ...key, ...moveGeometry(shape, key, BESIDE, BESIDE) }));
  const copy = { ...shape, id: freeId(all, shape.kind), locked: false, keys } as AnnotationShape;
  change(context, () => withShape(all, copy));
  context.store.set((state) => ({ ...state, selected: copy.id, notice: null }));
}

function setLocked(context: EditContext, id: string, locked: boolean): void {
  tell(context, null);
  change(context, (all) => ({
    ...all,
    shapes: all.shapes.map((each) => (each.id === id ? { ...each, locked } : each)),
    sound: all.sound.map((each) => (each.id === id ? { ...each, locked } : each)),
  }));
}

interface Holding {
  readonly hold: (shape: AnnotationShape) => void;
  readonly holdAt: (shape: AnnotationShape, geometry: Geometry) => void;
}

/** Pulls the lower right, the end or the tip; a text has only the size of its letters. */
function stretch(shape: AnnotationShape, at: Geometry, dx: number, dy: number, { hold, holdAt }: Holding): void {
  const handle = resizingHandle(at);
  if (handle !== null) {
    holdAt(shape, pullHandle(shape, at, handle, dx, dy));
  } else if (shape.kind === 'text') {
    const size = Math.round(shape.size + 1000 * (dx + dy));
    hold({ ...shape, size: Math.min(300, Math.max(10, size)) });
  }
}
