import * as z from 'zod';
import { type Mark, Region } from '../../../shared/mark.ts';

/** A mark as it is being written. Nothing is checked until it is saved; kept so that a reload loses nothing. */
export const Draft = z.object({
  /** Id of the mark being changed; null for a new one. */
  markId: z.string().nullable(),
  title: z.string(),
  note: z.string(),
  violations: z.array(z.string()),
  place: z.string().nullable(),
  in: z.int().nullable(),
  out: z.int().nullable(),
  page: z.int().nullable(),
  region: Region.nullable(),
});
export type Draft = z.infer<typeof Draft>;

/** Drafts of one item by mark id; a new mark's draft has the key {@link NEW}. */
export type Drafts = Readonly<Record<string, Draft>>;
export const NEW = 'new';

/** The part of `sessionStorage` that is needed; tests pass a Map in its place. */
export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const keyOf = (libraryId: string, evidenceId: string): string => `aigaq.drafts.${libraryId}.${evidenceId}`;

export const emptyDraft: Draft = {
  markId: null,
  title: '',
  note: '',
  violations: [],
  place: null,
  in: null,
  out: null,
  page: null,
  region: null,
};

export function draftOfMark(mark: Mark): Draft {
  return {
    markId: mark.id,
    title: mark.title,
    note: mark.note ?? '',
    violations: [...mark.violations],
    place: mark.place,
    in: mark.in?.n ?? null,
    out: mark.out?.n ?? null,
    page: mark.page,
    region: mark.region,
  };
}

const same = (a: Draft, b: Draft): boolean => JSON.stringify(Draft.parse(a)) === JSON.stringify(Draft.parse(b));

/** True when saving would change something. */
export const differsFromMark = (draft: Draft, mark: Mark): boolean => !same(draft, draftOfMark(mark));

/** Kept drafts of an item. What cannot be read (an older version wrote it) is left out rather than half restored. */
export function readDrafts(storage: DraftStorage, libraryId: string, evidenceId: string): Drafts {
  const text = storage.getItem(keyOf(libraryId, evidenceId));
  if (text === null) return {};
  try {
    return z.record(z.string(), Draft).parse(JSON.parse(text));
  } catch {
    return {};
  }
}

export function writeDrafts(storage: DraftStorage, libraryId: string, evidenceId: string, drafts: Drafts): void {
  const key = keyOf(libraryId, evidenceId);
  if (Object.keys(drafts).length === 0) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(drafts));
}

/** Sets one end of an interval; the other end follows when it would come to lie on the wrong side, or was not set. */
export function withEnd(draft: Draft, end: 'in' | 'out', n: number): Draft {
  if (end === 'in') return { ...draft, in: n, out: draft.out === null || draft.out < n ? n : draft.out };
  return { ...draft, out: n, in: draft.in === null || draft.in > n ? n : draft.in };
}

/** Both ends of the mark that is shown, once it has both. */
export function markEnds(draft: Draft | null): { in: number; out: number } | null {
  return draft && draft.in !== null && draft.out !== null ? { in: draft.in, out: draft.out } : null;
}
