import { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { Mark, MarkSpan } from '../../../../shared/mark.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import { newId } from '../../ids.ts';
import type { Media } from '../../media/media.ts';
import type { CodebookService } from '../codebook/codebook-service.ts';
import type { CustodyService } from '../custody/custody-service.ts';
import type { PlaceService } from '../places/place-service.ts';
import type { SearchService } from '../search/search-service.ts';
import type { MarkRepo } from './mark-repo.ts';
import type { MarkState } from './mark-rows.ts';
import { resolveSpan, type Span } from './mark-span.ts';

export interface MarkService {
  /** Marks in order of creation, without removed ones. */
  list(evidenceId?: string): Mark[];
  /** @throws AppError not_found */
  get(id: string): Mark;
  create(evidenceId: string, text: NewText, span: MarkSpan, operator: string): Promise<Mark>;
  update(id: string, text: Partial<NewText>, span: MarkSpan, operator: string): Promise<Mark>;
  remove(id: string, operator: string): void;
  restore(id: string, operator: string): Mark;
  /** Records what a comparison with the original gave: null, or the first frame that differs. */
  recordCheck(id: string, firstDifference: number | null, operator: string): Mark;
}

export interface NewText {
  readonly title: string;
  readonly note?: string | null | undefined;
  readonly violations?: readonly string[] | undefined;
  readonly place?: string | null | undefined;
}

export interface MarkDeps {
  readonly db: Db;
  readonly repo: MarkRepo;
  readonly media: Media;
  readonly codebook: CodebookService;
  readonly places: PlaceService;
  readonly custody: CustodyService;
  readonly search: SearchService;
  readonly clock: () => Date;
  /** The item once it has been looked into. @throws AppError not_found */
  readonly readyItem: (evidenceId: string, operator: string) => Promise<Item>;
}

export function createMarks(deps: MarkDeps): MarkService {
  const { db, repo, media, codebook, places, custody, search, clock, readyItem } = deps;

  const stored = (id: string): MarkState => {
    const mark = repo.find(id);
    if (mark === undefined) throw unknownMark(id);
    return mark;
  };
  const present = (id: string): Mark => {
    const { removedAt, ...mark } = stored(id);
    if (removedAt !== null) throw unknownMark(id, mark.title);
    return mark;
  };

  /** Stores a mark's new state, the ledger entry and the search row together. */
  const keep = (
    action: string,
    operator: string,
    mark: Mark,
    write: () => void,
    removedAt: string | null = null,
  ): Mark =>
    inTransaction(db, () => {
      if (mark.place !== null) places.ensure(mark.place, operator);
      write();
      custody.record({ operator, action, subject: mark.id, details: { ...mark, removedAt } });
      search.mark(mark.id);
      return mark;
    });

  return {
    list: (evidenceId) => repo.list(evidenceId),
    get: present,

    async create(evidenceId, text, span, operator) {
      codebook.assertKnown(text.violations ?? []);
      const item = await readyItem(evidenceId, operator);
      const where = await resolveSpan(span, null, item, media);
      const mark: Mark = {
        id: newId('mk'),
        evidenceId,
        ...where,
        title: text.title,
        note: orNull(text.note),
        violations: distinct(text.violations),
        place: orNull(text.place),
        createdBy: operator,
        createdAt: clock().toISOString(),
        check: { state: 'unverified' },
      };
      return keep('mark.created', operator, mark, () => repo.insert(mark));
    },

    async update(id, text, span, operator) {
      const before = present(id);
      if (text.violations !== undefined) codebook.assertKnown(text.violations);
      const where = asksSpan(span)
        ? await resolveSpan(span, before, await readyItem(before.evidenceId, operator), media)
        : spanOf(before);
      const now = present(id);
      const mark: Mark = {
        ...now,
        ...where,
        title: text.title ?? now.title,
        note: text.note === undefined ? now.note : orNull(text.note),
        violations: text.violations === undefined ? now.violations : distinct(text.violations),
        place: text.place === undefined ? now.place : orNull(text.place),
        // What was compared was another interval.
        check: sameSpan(where, now) ? now.check : { state: 'unverified' },
      };
      if (JSON.stringify(mark) === JSON.stringify(now)) return now;
      return keep('mark.updated', operator, mark, () => repo.update(mark));
    },

    remove(id, operator) {
      const at = clock().toISOString();
      keep('mark.removed', operator, present(id), () => repo.setRemoved(id, at), at);
    },

    restore(id, operator) {
      const { removedAt, ...mark } = stored(id);
      if (removedAt === null) return mark;
      return keep('mark.restored', operator, mark, () => repo.setRemoved(id, null));
    },

    recordCheck(id, firstDifference, operator) {
      const at = clock().toISOString();
      const check = firstDifference === null ? ({ state: 'verified', at } as const) : differs(at, firstDifference);
      const mark = { ...present(id), check };
      return keep('mark.verified', operator, mark, () => repo.update(mark));
    },
  };
}

const differs = (at: string, frame: number) => ({ state: 'differs', at, frame }) as const;
const orNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text;
const distinct = (codes: readonly string[] | undefined): string[] => [...new Set(codes ?? [])];
const spanOf = ({ in: start, out, page, region }: Mark): Span => ({ in: start, out, page, region });
const sameSpan = (a: Span, b: Mark): boolean => JSON.stringify(a) === JSON.stringify(spanOf(b));
const asksSpan = (span: MarkSpan): boolean =>
  [span.in, span.out, span.page, span.region].some((part) => part !== undefined);

function unknownMark(id: string, title?: string): AppError {
  return title === undefined
    ? new AppError('not_found', `There is no mark with id ${id} in this library. List the marks to see the ids.`, {
        id,
      })
    : new AppError('not_found', `The mark “${title}” was removed. Undo its removal to use it again.`, { id });
}
