import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../shared/mark.ts';
import { type Command, useCommands } from '../../app/commands/commands.ts';
import { markBeside } from '../../ui/marks/mark-filter.ts';
import type { MarkEditor } from '../../ui/marks/use-mark-editor.ts';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';

interface DocumentCommandsOptions {
  readonly page: number;
  readonly count: number;
  readonly goTo: (page: number) => void;
  readonly zoomPan: ZoomPan;
  readonly rotate: () => void;
  readonly setMoving: (moving: boolean) => void;
  readonly editor: MarkEditor;
  readonly favourites: readonly string[];
  readonly openMark: (mark: Mark) => void;
}

type Line = readonly [id: string, name: string, keys: string[], run: () => void, more?: Partial<Command>];

/** Every action of Documents with its key. */
export function useDocumentCommands(options: DocumentCommandsOptions): void {
  const { t } = useTranslation('documents');
  const { page, count, goTo, zoomPan, editor, favourites, openMark } = options;
  const beside = (step: 1 | -1) => {
    const mark = markBeside(editor.marks, editor.selected, page, step);
    if (mark) openMark(mark);
  };
  const small = { hidden: true };
  const writing = { enabled: editor.draft !== null };
  const lines: Line[] = [
    ['previous', 'previous', ['PageUp'], () => goTo(page - 1), { ...small, enabled: page > 1 }],
    ['next', 'next', ['PageDown'], () => goTo(page + 1), { ...small, enabled: page < count }],
    ['first', 'first', ['Home'], () => goTo(1), small],
    ['last', 'last', ['End'], () => goTo(count), small],
    ['zoom-in', 'zoomIn', ['+', '='], () => zoomPan.zoomBy(1.25), small],
    ['zoom-out', 'zoomOut', ['-'], () => zoomPan.zoomBy(0.8), small],
    ['fit', 'fit', ['0', 'F'], () => zoomPan.setMode('page')],
    ['fit-width', 'fitWidth', ['W'], () => zoomPan.setMode('width')],
    ['rotate', 'rotate', ['Shift+R'], options.rotate],
    ['draw', 'draw', ['D'], () => options.setMoving(false)],
    ['move', 'move', ['H'], () => options.setMoving(true)],
    ['mark', 'mark', ['M'], () => editor.begin({ page, region: null })],
    ['save', 'save', ['Enter'], editor.save, { enabled: editor.dirty }],
    ['violation', 'violation', ['T'], () => editor.wish('violations'), writing],
    ['note', 'note', ['N'], () => editor.wish('note'), writing],
    ['previous-mark', 'previousMark', ['['], () => beside(-1)],
    ['next-mark', 'nextMark', [']'], () => beside(1)],
    ['remove', 'remove', ['Delete'], editor.remove, { enabled: editor.mark !== null }],
    ['deselect', 'deselect', ['Escape'], () => editor.select(null), { ...small, enabled: editor.selected !== null }],
  ];
  const group = t('group');
  useCommands([
    ...lines.map(
      ([id, name, keys, run, more]): Command => ({
        id: `documents.${id}`,
        title: t(`command.${name}`),
        keys,
        group,
        run,
        ...more,
      }),
    ),
    ...favourites.map(
      (code, at): Command => ({
        id: `documents.favourite-${at + 1}`,
        title: t('command.favourite', { code }),
        keys: [String(at + 1)],
        group,
        run: () => editor.toggleViolation(code),
        ...small,
        ...writing,
      }),
    ),
  ]);
}
