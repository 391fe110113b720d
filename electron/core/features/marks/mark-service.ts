import { AppError } from '../../../../shared/errors.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameRef } from '../../../../shared/frames.ts';
import type { Mark, MarkCheck, MarkSpan } from '../../../../shared/mark.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import { newId } from '../../ids.ts';
import type { Media } from '../../media/media.ts';
import type { Work } from '../../progress.ts';
import type { Store } from '../../store/store.ts';
import type { CodebookService } from '../codebook/codebook-service.ts';
import type { CustodyService } from '../custody/custody-service.ts';
import type { PlaceService } from '../places/place-service.ts';
import type { SearchService } from '../search/search-service.ts';
import { type AnchorList, frameOf, reanchored } from './mark-anchor.ts';
import { hashOfBlock, packMd5, unpackMd5 } from './mark-pictures.ts';
import type { MarkRepo } from './mark-repo.ts';
import { type MarkState, recordedMark } from './mark-rows.ts';
import { resolveSpan, type Span } from './mark-span.ts';
import { changedText, distinct, type NewText, orNull } from './mark-texts.ts';
import { type Reverified, reverifyMark } from './reverify-mark.ts';

export interface MarkService {
  /** Marks in order of creation, without removed ones. */
  list(evidenceId?: string): Mark[];
  /** @throws AppError not_found */
  get(id: string): Mark;
  create(evidenceId: string, text: NewText, span: MarkSpan, operator: string): Promise<Mark>;
  update(id: string, text: Partial<NewText>, span: MarkSpan, operator: string): Promise<Mark>;
  remove(id: string, operator: string): void;
  restore(id: string, operator: string): Mark;
  /** MD5s of a mark's pictures as the mark keeps them; null for a page and for marks of an earlier version. */
  pictures(id: string): readonly string[] | null;
  /** Decodes a mark's pictures again, compares them with its own MD5s and records what came of it. */
  reverify(id: string, operator: string, work: Work): Promise<Mark>;
  /**
   * Finds the marks of a recording again in its present list of frames, by PTS and MD5. Where both ends are found they are
   * renumbered; otherwise the mark stays as it is and is flagged as differing. What is where it was is not touched.
   */
  reanchor(evidenceId: string, operator: string): Promise<void>;
  /** Number that a picture has in the present list of frames; its old number when it is not in that list. */
  whereIs(evidenceId: string, ref: FrameRef): Promise<number>;
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
  readonly store: Store;
  /** @throws AppError not_found */
  readonly item: (evidenceId: string) => Item;
  /** The item once its frames or pages are known. @throws AppError not_found */
  readonly readyItem: (evidenceId: string, operator: string) => Promise<Item>;
  /** The pictures of a mark have other numbers; called inside the transaction that gives them to the mark. */
  readonly renumbered: (markId: string, move: (n: number) => number, operator: string) => void;
}

export function createMarks(deps: MarkDeps): MarkService {
  const {
    db,
    repo,
    media,
    store,
    codebook,
    places,
    custody,
    search,
    clock,
    item: itemOf,
    readyItem,
    renumbered,
  } = deps;

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

  /** Stores a mark's new state, the ledger entry and the search row together. `why` goes into the ledger beside it. */
  const keep = (
    action: string,
    operator: string,
    mark: Mark,
    write: () => void,
    removedAt: string | null = null,
    why: Readonly<Record<string, unknown>> = {},
  ): Mark =>
    inTransaction(db, () => {
      if (mark.place !== null) places.ensure(mark.place, operator);
      write();
      const pictures = hashOfBlock(repo.pictures(mark.id));
      custody.record({
        operator,
        action,
        subject: mark.id,
        details: { ...recordedMark(mark), removedAt, pictures, ...why },
      });
      search.mark(mark.id);
      return mark;
    });

  const own = (id: string): string[] | null => {
    const block = repo.pictures(id);
    return block === null ? null : unpackMd5(block);
  };

  const listOf = async (evidenceId: string): Promise<AnchorList> => {
    const { pts, md5 } = await media.index(itemOf(evidenceId).sha256);
    return { pts, md5: (n) => md5?.at(n) };
  };

  return {
    list: (evidenceId) => repo.list(evidenceId),
    get: present,

    async create(evidenceId, text, span, operator) {
      codebook.assertKnown(text.violations ?? []);
      const item = await readyItem(evidenceId, operator);
      const { md5, ...where } = await resolveSpan(span, null, item, media);
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
        annotations: 0,
      };
      return keep('mark.created', operator, mark, () => {
        repo.insert(mark);
        repo.setPictures(mark.id, blockOf(md5));
      });
    },

    async update(id, text, span, operator) {
      const before = present(id);
      if (text.violations !== undefined) codebook.assertKnown(text.violations);
      const asked = asksSpan(span)
        ? await resolveSpan(span, before, await readyItem(before.evidenceId, operator), media)
        : null;
      const now = present(id);
      const where = asked === null ? spanOf(now) : spanOf(asked);
      const block = asked === null ? undefined : blockOf(asked.md5);
      const samePictures = block === undefined || hashOfBlock(block) === hashOfBlock(repo.pictures(id));
      const mark: Mark = {
        ...now,
        ...where,
        ...changedText(text, now),
        // What was compared was another interval.
        check: sameSpan(where, now) && samePictures ? now.check : { state: 'unverified' },
      };
      if (samePictures && JSON.stringify(mark) === JSON.stringify(now)) return now;
      return keep('mark.updated', operator, mark, () => {
        repo.update(mark);
        if (block !== undefined) repo.setPictures(id, block);
      });
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

    pictures: own,

    async reverify(id, operator, work) {
      const before = present(id);
      const found = await reverifyMark(before, own(id), itemOf(before.evidenceId), { store, media }, work);
      const now = present(id);
      // Another interval was set while the old one was decoded: nothing is known of the new one.
      if (!sameSpan(spanOf(before), now)) return now;
      const mark = { ...now, check: checkOf(found, clock().toISOString()) };
      return keep('mark.verified', operator, mark, () => {
        repo.update(mark);
        // A mark of an earlier version gets the list that its pictures have just been proven against.
        if (repo.pictures(id) === null && found.md5 !== null) repo.setPictures(id, packMd5(found.md5));
      });
    },

    async reanchor(evidenceId, operator) {
      const list = await listOf(evidenceId);
      inTransaction(db, () => {
        for (const { removedAt, ...mark } of repo.everyOf(evidenceId)) {
          const anchored = reanchored(mark, own(mark.id), list, clock().toISOString());
          if (anchored === null) continue;
          const { mark: after, why, move } = anchored;
          keep('mark.renumbered', operator, after, () => repo.update(after), removedAt, why);
          if (move !== null) renumbered(mark.id, move, operator);
        }
      });
    },

    async whereIs(evidenceId, ref) {
      return frameOf(await listOf(evidenceId), ref) ?? ref.n;
    },
  };
}

function checkOf({ firstDifference, by }: Reverified, at: string): MarkCheck {
  const decoded = by === null ? {} : { by };
  if (firstDifference === null) return { state: 'verified', at, ...decoded };
  return { state: 'differs', at, frame: firstDifference, ...decoded };
}

const blockOf = (md5: readonly string[] | null): Buffer | null => (md5 === null ? null : packMd5(md5));
const spanOf = ({ in: start, out, page, region }: Span): Span => ({ in: start, out, page, region });
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
