import type { Mark } from '../../../../shared/mark.ts';
import { lenientJson } from '../../db/json-column.ts';
import type { Db } from '../../db/open-database.ts';
import { hashOfBlock } from './mark-pictures.ts';
import { columnsOf, type MarkRow, type MarkState, markOf, recordedMark } from './mark-rows.ts';

/** All but `pictures`, which may be megabytes and is asked for alone. */
const COLUMNS = `seq, id, evidence_id, in_n, in_pts, in_md5, out_n, out_pts, out_md5, page, region, title, note, place,
  created_by, created_at, removed_at, checked_at, checked_ok, differs_at, checked_by,
  coalesce((select count from annotation where mark_id = mark.id), 0) as annotations`;

/** What the table of marks holds; annotations are counted from their own. */
type KeptMark = Omit<Mark, 'annotations'>;

export function markRepo(db: Db) {
  const present = db.prepare<[], MarkRow>(`select ${COLUMNS} from mark where removed_at is null order by seq`);
  const of = db.prepare<[string], MarkRow>(
    `select ${COLUMNS} from mark where evidence_id = ? and removed_at is null order by seq`,
  );
  const everyOf = db.prepare<[string], MarkRow>(`select ${COLUMNS} from mark where evidence_id = ? order by seq`);
  const every = db.prepare<[], MarkRow>(`select ${COLUMNS} from mark order by seq`);
  const one = db.prepare<[string], MarkRow>(`select ${COLUMNS} from mark where id = ?`);
  const pictures = db.prepare<[string], { pictures: Buffer | null }>('select pictures from mark where id = ?');
  const setPictures = db.prepare<[Uint8Array | null, string]>('update mark set pictures = ? where id = ?');
  const codes = db.prepare<[string], { code: string }>(
    'select code from mark_violation where mark_id = ? order by position',
  );
  const insert = db.prepare(
    `insert into mark (id, evidence_id, in_n, in_pts, in_md5, out_n, out_pts, out_md5, page, region, title, note,
       place, created_by, created_at, checked_at, checked_ok, differs_at, checked_by)
     values (@id, @evidenceId, @inN, @inPts, @inMd5, @outN, @outPts, @outMd5, @page, @region, @title, @note,
       @place, @createdBy, @createdAt, @checkedAt, @checkedOk, @differsAt, @checkedBy)`,
  );
  const update = db.prepare(
    `update mark set in_n = @inN, in_pts = @inPts, in_md5 = @inMd5, out_n = @outN, out_pts = @outPts,
       out_md5 = @outMd5, page = @page, region = @region, title = @title, note = @note, place = @place,
       checked_at = @checkedAt, checked_ok = @checkedOk, differs_at = @differsAt,
       checked_by = @checkedBy
     where id = @id and evidence_id = @evidenceId and created_by = @createdBy and created_at = @createdAt`,
  );
  const dropCodes = db.prepare<[string]>('delete from mark_violation where mark_id = ?');
  const addCode = db.prepare<[string, number, string]>(
    'insert into mark_violation (mark_id, position, code) values (?, ?, ?)',
  );
  const setRemoved = db.prepare<[string | null, string]>('update mark set removed_at = ? where id = ?');

  const read = (row: MarkRow): Mark =>
    markOf(
      row,
      codes.all(row.id).map((each) => each.code),
    );
  const putCodes = (mark: KeptMark): void => {
    dropCodes.run(mark.id);
    for (const [position, code] of mark.violations.entries()) addCode.run(mark.id, position, code);
  };
  const blockOf = (id: string): Buffer | null => pictures.get(id)?.pictures ?? null;
  const stateOf = (row: MarkRow): MarkState => ({ ...read(row), removedAt: row.removed_at });

  return {
    list: (evidenceId?: string): Mark[] => (evidenceId === undefined ? present.all() : of.all(evidenceId)).map(read),
    /** The table as the ledger should tell it, removed marks included. JSON that was broken by hand shows as text. */
    recorded(): Map<string, Readonly<Record<string, unknown>>> {
      return new Map(
        every.all().map((row) => {
          const region = row.region === null ? null : lenientJson(row.region);
          const hash = hashOfBlock(blockOf(row.id));
          const mark = recordedMark(read({ ...row, region: null }));
          return [row.id, { ...mark, region, removedAt: row.removed_at, pictures: hash }];
        }),
      );
    },
    find(id: string): MarkState | undefined {
      const row = one.get(id);
      return row === undefined ? undefined : stateOf(row);
    },
    /** Removed marks as well, because they may come back. */
    everyOf: (evidenceId: string): MarkState[] => everyOf.all(evidenceId).map(stateOf),
    /** MD5s of a mark's pictures, 16 bytes each; null for a page and for marks of an earlier version. */
    pictures: blockOf,
    setPictures: (id: string, block: Uint8Array | null): void => void setPictures.run(block, id),
    insert(mark: KeptMark): void {
      insert.run(columnsOf(mark));
      putCodes(mark);
    },
    update(mark: KeptMark): void {
      update.run(columnsOf(mark));
      putCodes(mark);
    },
    setRemoved: (id: string, at: string | null): void => void setRemoved.run(at, id),
  };
}

export type MarkRepo = ReturnType<typeof markRepo>;
