import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import type { ExhibitGroup } from '../../../shared/exhibit-recipe.ts';
import { moved } from './exhibit-order.ts';

/** One line of the list: the head of a section, or an exhibit. */
export type ExhibitLine =
  | { readonly kind: 'group'; readonly id: string; readonly group: ExhibitGroup; readonly count: number }
  | { readonly kind: 'exhibit'; readonly id: string; readonly exhibit: PresentedExhibit };

/** An order as the core takes it, with the section that the moved exhibit is in then. */
export interface Arrangement {
  readonly markIds: string[];
  readonly moved: { readonly markId: string; readonly group: string | null };
}

/** All lines from top to bottom: what is in no section, then each section under its head, empty ones as well. */
export function exhibitLines(exhibits: readonly PresentedExhibit[], groups: readonly ExhibitGroup[]): ExhibitLine[] {
  // Exhibits and sections come in two answers: one whose section is gone already stays to be seen.
  const known = new Set(groups.map(({ id }) => id));
  const sectionOf = ({ group }: PresentedExhibit) => (group !== null && known.has(group.id) ? group.id : null);
  const within = (id: string | null): ExhibitLine[] =>
    exhibits
      .filter((exhibit) => sectionOf(exhibit) === id)
      .map((exhibit) => ({ kind: 'exhibit', id: exhibit.mark.id, exhibit }));
  const sections = groups.flatMap((group): ExhibitLine[] => {
    const lines = within(group.id);
    return [{ kind: 'group', id: `group:${group.id}`, group, count: lines.length }, ...lines];
  });
  return [...within(null), ...sections];
}

/** What comes of taking an exhibit from one line to another; null where nothing does. */
export function arrangedBy(lines: readonly ExhibitLine[], from: number, to: number): Arrangement | null {
  const carried = lines[from];
  if (carried?.kind !== 'exhibit' || from === to || to < 0 || to >= lines.length) return null;
  const next = moved(lines, from, to);
  const above = next.slice(0, next.indexOf(carried)).findLast(({ kind }) => kind === 'group');
  const group = above?.kind === 'group' ? above.group.id : null;
  const markIds = next.flatMap((line) => (line.kind === 'exhibit' ? [line.id] : []));
  return { markIds, moved: { markId: carried.id, group } };
}

/** As {@link arrangedBy}, one line up or down; at a head it goes into the neighbouring section. */
export function steppedBy(lines: readonly ExhibitLine[], markId: string, delta: number): Arrangement | null {
  const from = lines.findIndex(({ id }) => id === markId);
  return from < 0 ? null : arrangedBy(lines, from, from + delta);
}
