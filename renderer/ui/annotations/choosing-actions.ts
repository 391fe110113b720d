import type { AnnotationShape } from '../../../shared/annotation.ts';
import type { AnnotationActions } from './annotation-editor.ts';
import { shapeBeside } from './annotation-edits.ts';
import type { EditState, WrittenShape } from './annotation-state.ts';
import { modeOf } from './annotation-tools.ts';
import { chosenShape, type EditContext, isSeen, presentOf, tell } from './edit-context.ts';
import { keyBeside } from './shape-keys.ts';

type Choosing = Pick<
  AnnotationActions,
  | 'setMode'
  | 'setTool'
  | 'setView'
  | 'select'
  | 'selectBeside'
  | 'goToKey'
  | 'write'
  | 'type'
  | 'endWriting'
  | 'setLook'
  | 'ask'
  | 'endAsking'
  | 'leave'
>;

/** Actions that change what is chosen and shown, and nothing that is stored. */
export function choosingActions(context: EditContext, { settle }: Pick<AnnotationActions, 'settle'>): Choosing {
  const { store, onGo, place } = context;
  const set = (change: Partial<EditState>) => store.set((state) => ({ ...state, ...change }));
  const select = (id: string | null, go = false) => {
    settle();
    set({ selected: id, asking: null, notice: null });
    const all = presentOf(context);
    const shape = all?.shapes.find((each) => each.id === id);
    const isSound = all?.sound.some((each) => each.id === id) === true;
    // In a mode Delete means what is chosen, and never the mark.
    if (shape || isSound) set({ mode: shape ? modeOf(shape) : 'redact', tool: 'select', view: 'edit' });
    const from = shape?.from ?? all?.sound.find((each) => each.id === id)?.from;
    if (go && from !== undefined && !(shape && isSeen(context, shape))) onGo(from);
  };
  return {
    setMode: (mode) => {
      settle();
      set({ mode, tool: 'select', view: 'edit', notice: null, ...(mode === 'off' ? { selected: null } : {}) });
    },
    setTool: (tool) => {
      settle();
      set({ tool, view: 'edit', notice: null });
    },
    setView: (view) => {
      settle();
      set({ view, tool: 'select', notice: null });
    },
    select,
    selectBeside: (way) => {
      const next = shapeBeside(presentOf(context)?.shapes ?? [], store.get().selected, way);
      if (next) select(next.id, true);
    },
    goToKey: (way) => {
      const shape = chosenShape(context);
      const n = shape && keyBeside(shape, place.n, way);
      if (n !== null) onGo(n);
    },
    write: () => {
      const shape = chosenShape(context);
      if (shape === null || !hasWords(shape)) return;
      if (shape.locked) return tell(context, 'locked');
      settle();
      set({ writing: shape, forMark: context.mark?.id ?? null });
    },
    type: (text) => store.set((state) => (state.writing ? { ...state, writing: { ...state.writing, text } } : state)),
    endWriting: (keep) => {
      if (!keep) set({ writing: null });
      settle();
    },
    ask: (id) => {
      select(id, true);
      set({ asking: id });
    },
    endAsking: (reason) => set({ asking: null, ...(reason === null ? {} : { usedLast: reason }) }),
    setLook: (look) => store.set((state) => ({ ...state, look: { ...state.look, ...look } })),
    leave: () => store.set(oneStepBack),
  };
}

const hasWords = (shape: AnnotationShape): shape is WrittenShape => shape.kind === 'text' || shape.kind === 'callout';

/** What is under the hand goes first, then the tool, the choice, the mode. */
function oneStepBack(state: EditState): EditState {
  if (state.live !== null || state.writing !== null) return { ...state, live: null, writing: null };
  if (state.view !== 'edit') return { ...state, view: 'edit' };
  if (state.tool !== 'select') return { ...state, tool: 'select', notice: null };
  if (state.selected !== null) return { ...state, selected: null, notice: null };
  return { ...state, mode: 'off', notice: null };
}
