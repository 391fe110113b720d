import type { Mark } from '../../../../shared/mark.ts';

/** What a person states of a mark. */
export interface NewText {
  readonly title: string;
  readonly note?: string | null | undefined;
  readonly violations?: readonly string[] | undefined;
  readonly place?: string | null | undefined;
}

/** A field left out stays; null and empty text clear it. */
export function changedText(text: Partial<NewText>, now: Mark): Pick<Mark, 'title' | 'note' | 'violations' | 'place'> {
  return {
    title: text.title ?? now.title,
    note: text.note === undefined ? now.note : orNull(text.note),
    violations: text.violations === undefined ? now.violations : distinct(text.violations),
    place: text.place === undefined ? now.place : orNull(text.place),
  };
}

/** Empty text is none. */
export const orNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text;
export const distinct = (codes: readonly string[] | undefined): string[] => [...new Set(codes ?? [])];
