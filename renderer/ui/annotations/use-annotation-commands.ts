import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnotationEditor } from './annotation-editor.ts';
import { VIEWS } from './annotation-state.ts';
import { TOOLS, toolKey } from './annotation-tools.ts';
import type { CoursePart } from './shape-course.ts';

/** An action as the command registry takes it; see `app/commands/command.ts`. */
export interface EditCommand {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
  readonly group: string;
  readonly enabled: boolean;
  readonly hidden?: boolean;
  readonly first: boolean;
  readonly run: () => void;
}

type Line = readonly [id: string, keys: readonly string[], enabled: boolean, run: () => void];

interface CommandOptions {
  readonly editor: AnnotationEditor;
  /** Shows the panel that explains and lists. */
  readonly onPanel: () => void;
}

/** Arrow keys move by so much of the picture's height or width, with Shift by ten times. */
const NUDGE = 0.002;
const ARROWS = [
  ['left', 'ArrowLeft', -1, 0],
  ['right', 'ArrowRight', 1, 0],
  ['up', 'ArrowUp', 0, -1],
  ['down', 'ArrowDown', 0, 1],
] as const;

/** Every action of the editor with its key. In a mode its keys come before those of the screen. */
export function useAnnotationCommands({ editor, onPanel }: CommandOptions): EditCommand[] {
  const { t } = useTranslation('annotations');
  const { store, doc, span } = editor;
  const { mode, view, tool, selected, focused, asking, part } = store.use();
  const { shapes } = doc.annotations;
  const chosen = shapes.find(({ id }) => id === selected);
  const on = mode !== 'off' && editor.mark !== null;
  const film = span !== null;
  const onShape = on && chosen !== undefined;
  const onFilm = onShape && film;
  const paging = (key: string) => (film ? [key] : []);
  const tabs = tabKeys(shapes, focused ? selected : undefined);
  const enter = (wanted: 'annotate' | 'redact') => () => {
    onPanel();
    if (editor.mark !== null) editor.setMode(mode === wanted && view === 'edit' ? 'off' : wanted);
  };
  // Whoever is asked must see the question.
  const showPanel = useEffectEvent(onPanel);
  useEffect(() => {
    if (asking !== null) showPanel();
  }, [asking]);
  const isWaiting = selected !== null && doc.reasonless.includes(selected);
  const lines: Line[] = [
    ['annotate', ['A'], true, enter('annotate')],
    ['redact', ['R'], true, enter('redact')],
    ['leave', ['Escape'], on, editor.leave],
    [
      'view',
      ['Shift+V'],
      on || shapes.length > 0,
      () => editor.setView(VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? 'edit'),
    ],
    ['place', ['Enter'], on && tool !== 'select', () => tool !== 'select' && editor.draw(tool, null)],
    ['write', ['Enter'], on && tool === 'select' && hasWords(chosen?.kind), editor.write],
    // In a mode Delete never means the mark itself.
    ['remove', ['Delete', 'Backspace'], on, () => selected !== null && editor.remove(selected)],
    // It was not kept yet, so the step that undo would take back is another one.
    ['take-back', ['Mod+Z'], on && isWaiting, () => selected !== null && editor.remove(selected)],
    ['reason', ['Shift+E'], on && doc.reasonless.length > 0, () => editor.ask(doc.reasonless[0] ?? '')],
    ['duplicate', ['Mod+D'], onShape, editor.duplicate],
    ['lock', ['Shift+L'], onShape, () => chosen && editor.setLocked(chosen.id, !chosen.locked)],
    ['next', tabs.next, on && shapes.length > 0, () => editor.selectBeside(1)],
    ['previous', tabs.previous, on && shapes.length > 0, () => editor.selectBeside(-1)],
    ['from-here', ['Shift+I'], onFilm, () => editor.cut('from')],
    ['until-here', ['Shift+O'], onFilm, () => editor.cut('to')],
    ['add-key', ['Shift+K'], onFilm, editor.addKey],
    ['remove-key', ['Shift+Delete'], onFilm, editor.removeKey],
    ['previous-key', paging('PageUp'), onFilm, () => editor.goToKey(-1)],
    ['next-key', paging('PageDown'), onFilm, () => editor.goToKey(1)],
    // Sound has a course, too, and is chosen like a shape.
    ['course', ['Shift+T'], on && film && selected !== null, editor.goToCourse],
    ['silence', [], editor.mark !== null && editor.hasSound, editor.addSound],
  ];
  const group = t('group');
  const command = ([id, keys, enabled, run]: Line, hidden = false): EditCommand => ({
    ...{ id: `annotations.${id}`, title: t(`command.${id}`), keys, group, enabled, run, first: on },
    ...(hidden ? { hidden } : {}),
  });
  return [
    ...lines.map((line) => command(line)),
    ...toolLines(editor, on ? mode : 'off').map(
      ([tool, key, run]): EditCommand => ({
        ...{ id: `annotations.tool-${tool}`, title: t('command.tool', { tool: t(`tool.${tool}`) }) },
        ...{ keys: [key], group, enabled: true, run, first: true },
      }),
    ),
    ...courseLines(editor, part).map((line) => command(line)),
    ...nudgeLines(editor, onShape && part === null && tool === 'select' && view === 'edit').map((line) =>
      command(line, true),
    ),
  ];
}

/** Tab goes from shape to shape while the picture has the keyboard, and beyond the last one out of it. */
function tabKeys(shapes: readonly { readonly id: string }[], selected: string | null | undefined) {
  const at = selected === undefined ? null : shapes.findIndex(({ id }) => id === selected);
  return {
    next: at !== null && at < shapes.length - 1 ? ['Tab'] : [],
    previous: at !== null && at > 0 ? ['Shift+Tab'] : [],
  };
}

const hasWords = (kind: string | undefined): boolean => kind === 'text' || kind === 'callout';

function toolLines(editor: AnnotationEditor, mode: 'off' | 'annotate' | 'redact') {
  if (mode === 'off') return [];
  return TOOLS[mode].map((tool) => [tool, toolKey(mode, tool), () => editor.setTool(tool)] as const);
}

/** What moves the part of a course that has the keyboard; the part itself answers the keys, the palette these. */
function courseLines({ movePart, dropPart, settle }: AnnotationEditor, part: CoursePart | null): Line[] {
  const move = (to: (n: number) => number) => () => {
    if (part !== null) movePart(part, to);
    settle();
  };
  const on = part !== null;
  return [
    ['earlier', ['ArrowLeft'], on, move((n) => n - 1)],
    ['later', ['ArrowRight'], on, move((n) => n + 1)],
    ['earlier-10', ['Shift+ArrowLeft'], on, move((n) => n - 10)],
    ['later-10', ['Shift+ArrowRight'], on, move((n) => n + 10)],
    ['earliest', ['Home'], on, move(() => Number.NEGATIVE_INFINITY)],
    ['latest', ['End'], on, move(() => Number.POSITIVE_INFINITY)],
    ['drop-key', ['Delete'], typeof part === 'number', () => part !== null && dropPart(part)],
  ];
}

function nudgeLines({ nudge, stretch, scale }: AnnotationEditor, enabled: boolean): Line[] {
  const y = NUDGE;
  const x = NUDGE / scale.aspect;
  return ARROWS.flatMap(([way, key, across, down]): Line[] => [
    [`move-${way}`, [key], enabled, () => nudge(across * x, down * y)],
    [`move-${way}-10`, [`Shift+${key}`], enabled, () => nudge(across * x * 10, down * y * 10)],
    [`size-${way}`, [`Alt+${key}`], enabled, () => stretch(across * x, down * y)],
    [`size-${way}-10`, [`Alt+Shift+${key}`], enabled, () => stretch(across * x * 10, down * y * 10)],
  ]);
}
