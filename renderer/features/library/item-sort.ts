import { EVIDENCE_KINDS, type Item } from '../../../shared/evidence.ts';
import { ITEM_STATES, itemState } from './item-state.ts';

export const COLUMNS = ['name', 'kind', 'length', 'recorded', 'place', 'marks', 'state', 'warnings'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Sort {
  readonly column: Column | 'imported';
  readonly down: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What a column compares by: null stands for "not known" and always comes last. */
function sortValue(item: Item, column: Sort['column']): string | number | null {
  switch (column) {
    case 'name':
      return item.originalName;
    case 'kind':
      return EVIDENCE_KINDS.indexOf(item.kind);
    case 'length':
      return item.durationSeconds ?? item.pages;
    case 'recorded':
      return item.recorded === null ? null : instantOf(item.recorded);
    case 'place':
      return item.place;
    case 'marks':
      return item.marks;
    case 'state':
      return ITEM_STATES.indexOf(itemState(item));
    case 'warnings':
      return item.warnings.length;
    case 'imported':
      return item.importedAt;
  }
}

/** A stated time as an instant; one without a zone is read as UTC, so that the order does not depend on this machine. */
function instantOf(stated: string): number {
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(stated) ? stated : `${stated}Z`;
  return Date.parse(zoned);
}

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** A sorted copy. Equal items go by name and then by id, so that the order never depends on how they arrived. */
export function sortItems(items: readonly Item[], { column, down }: Sort): Item[] {
  const keyed = items.map((item) => ({ item, value: sortValue(item, column) }));
  keyed.sort((a, b) => {
    if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
    const order = a.value === null ? 0 : compare(a.value, b.value);
    if (order !== 0) return down ? -order : order;
    const byName = collator.compare(a.item.originalName, b.item.originalName);
    return byName !== 0 ? byName : a.item.id < b.item.id ? -1 : 1;
  });
  return keyed.map(({ item }) => item);
}

/** What a click on a column's head makes of the sort. */
export const sortedBy = (sort: Sort, column: Column): Sort => ({
  column,
  down: sort.column === column ? !sort.down : column === 'marks' || column === 'warnings',
});
