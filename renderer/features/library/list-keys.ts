import type { KeyboardEvent } from 'react';
import { all, move, NOTHING, press } from './item-selection.ts';
import { select } from './library-view.ts';

export interface ListKeys {
  readonly order: readonly string[];
  /** Items side by side; 1 for a table. */
  readonly columns: number;
  /** Rows that fit on the screen, for Page keys. */
  readonly pageRows: () => number;
  readonly onOpen: (id: string) => void;
  readonly focus: string | null;
}

/** How many places a key moves, or null when it is none of the list's. */
function stepOf(key: string, { columns, pageRows, order }: ListKeys): number | null {
  switch (key) {
    case 'ArrowDown':
      return columns;
    case 'ArrowUp':
      return -columns;
    case 'ArrowRight':
      return columns > 1 ? 1 : null;
    case 'ArrowLeft':
      return columns > 1 ? -1 : null;
    case 'PageDown':
      return columns * Math.max(1, pageRows() - 1);
    case 'PageUp':
      return -columns * Math.max(1, pageRows() - 1);
    case 'Home':
      return -order.length;
    case 'End':
      return order.length;
    default:
      return null;
  }
}

/** Keys of a list that has the focus: arrows, Shift for ranges, Ctrl to move only, Space, Enter, Ctrl A, Escape. */
export function listKeys(keys: ListKeys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const add = event.ctrlKey || event.metaKey;
    const step = event.altKey ? null : stepOf(event.key, keys);
    const { order, focus } = keys;
    if (step !== null) select((now) => move(now, order, step, { add, range: event.shiftKey }));
    else if (event.key === ' ' && focus !== null)
      select((now) => press(now, order, focus, { add: true, range: false }));
    else if (event.key === 'Enter' && focus !== null) keys.onOpen(focus);
    else if (add && event.code === 'KeyA') select((now) => all(now, order));
    else if (event.key === 'Escape') select(() => NOTHING);
    else return;
    event.preventDefault();
  };
}
