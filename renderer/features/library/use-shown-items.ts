import { useEffect, useMemo } from 'react';
import type { Item } from '../../../shared/evidence.ts';
import type { Place } from '../../../shared/place.ts';
import { useQueryCall } from '../../host/host.ts';
import { filterItems } from './item-filter.ts';
import { within } from './item-selection.ts';
import { sortItems } from './item-sort.ts';
import { select, view } from './library-view.ts';

const NO_ITEMS: readonly Item[] = [];
const NO_PLACES: readonly Place[] = [];

export interface ShownItems {
  /** False until the library has answered for the first time. */
  readonly known: boolean;
  readonly error: Error | null;
  readonly items: readonly Item[];
  /** Those that pass the filters, in the chosen order. */
  readonly shown: readonly Item[];
  /** Ids of `shown`, in the same order. */
  readonly order: readonly string[];
  readonly selected: readonly Item[];
  readonly places: ReadonlyMap<string, Place>;
}

/** The items of the open library as they are looked at now. */
export function useShownItems(): ShownItems {
  const answer = useQueryCall('evidence.list', {});
  const described = useQueryCall('places.list', {}).data ?? NO_PLACES;
  const items = answer.data ?? NO_ITEMS;
  const { filters, sort, selection } = view.use();
  const places = useMemo(() => new Map(described.map((place) => [place.code, place])), [described]);
  const shown = useMemo(() => sortItems(filterItems(items, filters, places), sort), [items, filters, places, sort]);
  const order = useMemo(() => shown.map((item) => item.id), [shown]);
  const selected = useMemo(() => shown.filter((item) => selection.ids.has(item.id)), [shown, selection]);
  useEffect(() => {
    // What a filter hides is not selected any more: nothing may be changed that cannot be seen.
    if (answer.data !== undefined) select((now) => within(now, new Set(order)));
  }, [answer.data, order]);
  return { known: answer.data !== undefined, error: answer.error, items, shown, order, selected, places };
}
