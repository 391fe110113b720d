import { EVIDENCE_KINDS, type EvidenceKind, type Item } from '../../../shared/evidence.ts';
import type { Place } from '../../../shared/place.ts';
import { ITEM_STATES, type ItemState, itemState, missingOf } from './item-state.ts';

/** One question about an item; inside a facet the ticked answers are joined by "or", facets by "and". */
export type Facet = 'kind' | 'place' | 'state' | 'details' | 'warnings' | 'marks';

export const FACETS: readonly Facet[] = ['kind', 'place', 'state', 'details', 'warnings', 'marks'];

/** Ticked answers of every facet, and words that the name or a stated fact must contain. */
export interface Filters {
  readonly ticked: Readonly<Record<Facet, readonly string[]>>;
  readonly text: string;
}

export const NO_FILTERS: Filters = {
  ticked: { kind: [], place: [], state: [], details: [], warnings: [], marks: [] },
  text: '',
};

/** Answer of items whose place is not stated; no place code can be empty. */
export const NO_PLACE = '';

type Places = ReadonlyMap<string, Place>;

/** The answer an item gives to a facet's question. */
export function answerOf(item: Item, facet: Facet, places: Places): string {
  switch (facet) {
    case 'kind':
      return item.kind satisfies EvidenceKind;
    case 'place':
      return item.place ?? NO_PLACE;
    case 'state':
      return itemState(item) satisfies ItemState;
    case 'details':
      return missingOf(item, places).length === 0 ? 'complete' : 'incomplete';
    case 'warnings':
      return item.warnings.length > 0 ? 'some' : 'none';
    case 'marks':
      return item.marks > 0 ? 'some' : 'none';
  }
}

/** Answers that are always listed, in this order; others come after them as items give them. */
const FIXED: Readonly<Record<Facet, readonly string[]>> = {
  kind: EVIDENCE_KINDS,
  place: [],
  state: ITEM_STATES,
  details: ['complete', 'incomplete'],
  warnings: ['some', 'none'],
  marks: ['some', 'none'],
};

const folded = (text: string): string => text.normalize('NFC').toLocaleLowerCase();

function wordsIn(item: Item, places: Places): string {
  const place = item.place === null ? undefined : places.get(item.place);
  const facts = [item.originalName, item.place, place?.name, place?.address, place?.region];
  return folded([...facts, item.source, item.custodian, item.note].filter((fact) => fact != null).join('\n'));
}

/** True when every typed word stands somewhere in the item's name or facts. */
function textMatcher(text: string, places: Places): (item: Item) => boolean {
  const words = folded(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return () => true;
  return (item) => {
    const all = wordsIn(item, places);
    return words.every((word) => all.includes(word));
  };
}

/** Items that pass every facet but `except`, and the text. */
function passing(items: readonly Item[], filters: Filters, places: Places, except: Facet | null): Item[] {
  const hasText = textMatcher(filters.text, places);
  const asked = FACETS.filter((facet) => facet !== except && filters.ticked[facet].length > 0);
  return items.filter(
    (item) => hasText(item) && asked.every((facet) => filters.ticked[facet].includes(answerOf(item, facet, places))),
  );
}

export const filterItems = (items: readonly Item[], filters: Filters, places: Places): Item[] =>
  passing(items, filters, places, null);

export interface Count {
  readonly answer: string;
  readonly count: number;
}

/**
 * How many items each answer of a facet would show, given the other facets. Answers that nothing gives stay listed
 * with 0 where they are fixed or ticked, so that the list does not jump.
 */
export function facetCounts(items: readonly Item[], filters: Filters, places: Places, facet: Facet): Count[] {
  const counts = new Map<string, number>(FIXED[facet].map((answer) => [answer, 0]));
  for (const item of items) {
    const answer = answerOf(item, facet, places);
    if (!counts.has(answer)) counts.set(answer, 0);
  }
  for (const answer of filters.ticked[facet]) if (!counts.has(answer)) counts.set(answer, 0);
  for (const item of passing(items, filters, places, facet)) {
    const answer = answerOf(item, facet, places);
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  const list = [...counts].map(([answer, count]) => ({ answer, count }));
  return FIXED[facet].length > 0 ? list : list.sort((a, b) => byName.compare(a.answer, b.answer));
}

const byName = new Intl.Collator(undefined, { numeric: true });

export function toggled(filters: Filters, facet: Facet, answer: string): Filters {
  const now = filters.ticked[facet];
  const next = now.includes(answer) ? now.filter((each) => each !== answer) : [...now, answer];
  return { ...filters, ticked: { ...filters.ticked, [facet]: next } };
}

export const isFiltered = (filters: Filters): boolean =>
  filters.text.trim() !== '' || FACETS.some((facet) => filters.ticked[facet].length > 0);
