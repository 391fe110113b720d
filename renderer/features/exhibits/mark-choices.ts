import type { Item } from '../../../shared/evidence.ts';
import { type GateField, missingFacts } from '../../../shared/exhibit.ts';
import type { Mark } from '../../../shared/mark.ts';
import type { Place } from '../../../shared/place.ts';
import { fold } from '../../ui/marks/violation-search.ts';

/** A mark as the "Add marks" dialog offers it. */
export interface MarkChoice {
  readonly mark: Mark;
  readonly item: Item;
  readonly missing: readonly GateField[];
  /** Its exhibit number when it is chosen already. */
  readonly number: string | null;
}

export interface ChoiceFilter {
  readonly text: string;
  /** Letters of violation groups; none means all. `-` stands for marks without a violation. */
  readonly groups: readonly string[];
  readonly facts: 'all' | 'complete' | 'incomplete';
}

export interface ChoiceGroup {
  readonly item: Item;
  readonly choices: readonly MarkChoice[];
}

/** Joins marks with their items; a mark whose item is not known (still loading) is left out. */
export function markChoices(
  marks: readonly Mark[],
  items: readonly Item[],
  places: readonly Place[],
  numbers: ReadonlyMap<string, string>,
): MarkChoice[] {
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const placeOf = new Map(places.map((place) => [place.code, place]));
  return marks.flatMap((mark) => {
    const item = itemOf.get(mark.evidenceId);
    if (item === undefined) return [];
    const missing = missingFacts(item, mark, (code) => placeOf.get(code));
    return [{ mark, item, missing, number: numbers.get(mark.id) ?? null }];
  });
}

const groupLetters = (mark: Mark): string[] =>
  mark.violations.length === 0 ? ['-'] : mark.violations.map((code) => code.slice(0, 1));

/** Whether every typed word occurs in the mark, its item or its violations' labels, and the other filters agree. */
export function matchesFilter(
  choice: MarkChoice,
  filter: ChoiceFilter,
  labelOf: (code: string) => string | undefined,
): boolean {
  const { mark, item } = choice;
  const complete = choice.missing.length === 0;
  if (filter.facts !== 'all' && complete !== (filter.facts === 'complete')) return false;
  if (filter.groups.length > 0 && !groupLetters(mark).some((letter) => filter.groups.includes(letter))) return false;
  const labels = mark.violations.flatMap((code) => [code, labelOf(code) ?? '']);
  const text = fold([mark.title, mark.note ?? '', item.originalName, ...labels].join('\n'));
  return fold(filter.text)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Groups by item in the order of the items' first marks; inside a group by position in the recording or document. */
export function groupByItem(choices: readonly MarkChoice[]): ChoiceGroup[] {
  const groups = new Map<string, { item: Item; choices: MarkChoice[] }>();
  for (const choice of choices) {
    const group = groups.get(choice.item.id) ?? { item: choice.item, choices: [] };
    group.choices.push(choice);
    groups.set(choice.item.id, group);
  }
  const position = ({ mark }: MarkChoice) => mark.in?.n ?? mark.page ?? 0;
  for (const group of groups.values()) group.choices.sort((a, b) => position(a) - position(b));
  return [...groups.values()];
}
