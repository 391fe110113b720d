import { createStore } from '../../lib/create-store.ts';
import { type Filters, NO_FILTERS } from './item-filter.ts';
import { NOTHING, type Selection } from './item-selection.ts';
import type { Sort } from './item-sort.ts';

/** How the library is looked at. Outlives the screen, so that coming back finds everything where it was. */
export interface LibraryView {
  readonly libraryId: string;
  readonly layout: 'table' | 'grid';
  readonly filters: Filters;
  readonly sort: Sort;
  readonly selection: Selection;
}

const LAYOUT = 'aigaq.library.layout';

const fresh = (libraryId: string): LibraryView => ({
  libraryId,
  layout: localStorage.getItem(LAYOUT) === 'grid' ? 'grid' : 'table',
  filters: NO_FILTERS,
  sort: { column: 'imported', down: true },
  selection: NOTHING,
});

export const view = createStore<LibraryView>(fresh(''));

/** Scroll position by layout; not part of the view because nothing is drawn from it. */
export const scrollOffsets: Record<LibraryView['layout'], number> = { table: 0, grid: 0 };

/** Begins afresh when another library is open than the one that was looked at. */
export function viewLibrary(libraryId: string): void {
  if (view.get().libraryId === libraryId) return;
  scrollOffsets.table = 0;
  scrollOffsets.grid = 0;
  view.set(fresh(libraryId));
}

export const changeView = (part: Partial<LibraryView>): void => view.set((now) => ({ ...now, ...part }));

export const select = (change: (now: Selection) => Selection): void =>
  view.set((now) => {
    const selection = change(now.selection);
    return selection === now.selection ? now : { ...now, selection };
  });

export function showAs(layout: LibraryView['layout']): void {
  localStorage.setItem(LAYOUT, layout);
  changeView({ layout });
}
