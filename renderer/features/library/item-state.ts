import type { Item } from '../../../shared/evidence.ts';
import { type GateField, missingFacts } from '../../../shared/exhibit.ts';
import type { Place } from '../../../shared/place.ts';

/** What can be done with an item now: still being worked out, ready to be looked at, or only kept. */
export const ITEM_STATES = ['working', 'ready', 'kept'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export function itemState(item: Item): ItemState {
  if (item.pending) return 'working';
  return item.review === 'none' ? 'kept' : 'ready';
}

/** Facts that the export gate would ask for, whatever mark of the item were exported. */
export const missingOf = (item: Item, places: ReadonlyMap<string, Place>): GateField[] =>
  missingFacts(item, { place: null }, (code) => places.get(code));
