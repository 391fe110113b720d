import type { HTMLAttributes, MouseEvent } from 'react';
import { press, type Selection } from './item-selection.ts';
import { select } from './library-view.ts';
import { type ListKeys, listKeys } from './list-keys.ts';
import { rowId } from './row-id.ts';

interface ListOptions extends Omit<ListKeys, 'focus'> {
  readonly label: string;
  readonly selection: Selection;
}

/**
 * What makes a table the interactive grid of WAI-ARIA APG: it has the focus itself and names the item that the
 * keyboard stands on.
 */
export function listAttributes({ label, selection, ...keys }: ListOptions): HTMLAttributes<HTMLTableElement> {
  const { focus } = selection;
  const shown = focus !== null && keys.order.includes(focus);
  return {
    role: 'grid',
    tabIndex: 0,
    'aria-label': label,
    'aria-multiselectable': true,
    'aria-activedescendant': shown ? rowId(focus) : undefined,
    onKeyDown: listKeys({ ...keys, focus }),
  };
}

export interface ListedProps {
  readonly selected: boolean;
  readonly focused: boolean;
  readonly order: readonly string[];
  readonly onOpen: (id: string) => void;
}

/** What every row or card has in common: it is pressed to select and pressed twice to open. */
export function listedAttributes(id: string, { selected, focused, order, onOpen }: ListedProps) {
  return {
    id: rowId(id),
    'aria-selected': selected,
    'data-focus': focused || undefined,
    onMouseDown: (event: MouseEvent) => {
      if (event.button !== 0) return;
      // A field that is being typed in is saved before the selection it belongs to goes.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const manner = { add: event.ctrlKey || event.metaKey, range: event.shiftKey };
      select((now) => press(now, order, id, manner));
    },
    onDoubleClick: () => onOpen(id),
  };
}

/** A card is a cell that can be selected, where a table selects rows. */
export const cardAttributes = (id: string, listed: ListedProps) => ({
  role: 'gridcell',
  ...listedAttributes(id, listed),
});
