import type { SearchHit } from '../../../../shared/search.ts';
import type { Db } from '../../db/open-database.ts';
import { MATCH_END, MATCH_START } from './search-text.ts';

/** Ranking looks at this many rows at most, so that the commonest word does not take a second. */
const MOST_RANKED = 2000;

export type HitKind = SearchHit['kind'];
const KIND_NUMBER: Record<HitKind, number> = { mark: 0, evidence: 1, place: 2 };
const rowNumber = (kind: HitKind, seq: number): number => seq * 4 + KIND_NUMBER[kind];

export interface MarkText {
  seq: number;
  id: string;
  title: string;
  note: string | null;
  /** What the texts among its annotations say. */
  annotation_texts: string | null;
  place: string | null;
  place_name: string | null;
  place_address: string | null;
}

export interface EvidenceText {
  seq: number;
  id: string;
  original_name: string;
  note: string | null;
  source: string | null;
  custodian: string | null;
  place: string | null;
  place_name: string | null;
  place_address: string | null;
}

export interface PlaceText {
  seq: number;
  code: string;
  name: string | null;
  address: string | null;
  region: string | null;
}

export interface Filters {
  readonly violation: string | null;
  readonly place: string | null;
}

const FILTERS = `
  (@violation is null or (kind = 'mark' and exists
    (select 1 from mark_violation v where v.mark_id = search.id and v.code = @violation)))
  and (@place is null
    or (kind = 'place' and search.id = @place)
    or (kind = 'evidence' and exists (select 1 from evidence e where e.id = search.id and e.place = @place))
    or (kind = 'mark' and exists (select 1 from mark m join evidence e on e.id = m.evidence_id
        where m.id = search.id and coalesce(m.place, e.place) = @place)))`;

/**
 * Row numbers are cast: better-sqlite3 binds every number as REAL, and FTS5 then ignores `rowid = ?` without a word.
 */
export function searchRepo(db: Db) {
  const remove = db.prepare<[number]>('delete from search where rowid = cast(? as integer)');
  const insert = db.prepare<[number, string, string, string, string]>(
    'insert into search (rowid, kind, id, title, body) values (cast(? as integer), ?, ?, ?, ?)',
  );
  const mark = db.prepare<[string], MarkText & { removed_at: string | null }>(
    `select m.seq, m.id, m.title, m.note, m.removed_at, m.place, p.name as place_name, p.address as place_address,
       (select group_concat(json_extract(shape.value, '$.text'), char(10)) from annotation a,
         json_each(case when json_valid(a.content) then a.content else '{}' end, '$.shapes') shape
         where a.mark_id = m.id) as annotation_texts
     from mark m left join place p on p.code = m.place where m.id = ?`,
  );
  const codes = db.prepare<[string], { code: string }>(
    'select code from mark_violation where mark_id = ? order by position',
  );
  const evidence = db.prepare<[string], EvidenceText>(
    `select e.seq, e.id, e.original_name, e.note, e.source, e.custodian, e.place,
       p.name as place_name, p.address as place_address
     from evidence e left join place p on p.code = e.place where e.id = ?`,
  );
  const place = db.prepare<[string], PlaceText>('select seq, code, name, address, region from place where code = ?');
  const marksAt = db.prepare<[string], { id: string }>('select id from mark where place = ? and removed_at is null');
  const evidenceAt = db.prepare<[string], { id: string }>('select id from evidence where place = ?');

  const count = db.prepare<[Filters & { match: string }], { total: number }>(
    `select count(*) as total from search where search match @match and ${FILTERS}`,
  );
  const ranked = db.prepare<[Filters & { match: string; limit: number }], { row: number }>(
    `select row from (
       select rowid as row, bm25(search, 0, 0, 4, 1) as score from search
       where search match @match and ${FILTERS} limit ${MOST_RANKED})
     order by score, row limit @limit`,
  );
  // The driver binds numbers as REAL, and FTS5 ignores a rowid that is no INTEGER: it would give the first match.
  const hit = db.prepare<[{ match: string; row: number }], Omit<SearchHit, 'evidenceId'>>(
    `select kind, id, title, snippet(search, -1, '${MATCH_START}', '${MATCH_END}', '…', 16) as snippet
     from search where search match @match and rowid = cast(@row as integer)`,
  );
  const countAll = db.prepare<[Filters], { total: number }>(`select count(*) as total from search where ${FILTERS}`);
  const all = db.prepare<[Filters & { limit: number }], Omit<SearchHit, 'evidenceId'>>(
    `select kind, id, title, substr(body, 1, 160) as snippet from search where ${FILTERS} order by rowid limit @limit`,
  );
  const evidenceOf = db.prepare<[string], { id: string }>('select evidence_id as id from mark where id = ?');

  return {
    put(kind: HitKind, seq: number, id: string, title: string, body: string): void {
      const row = rowNumber(kind, seq);
      remove.run(row);
      insert.run(row, kind, id, title, body);
    },
    drop: (kind: HitKind, seq: number): void => void remove.run(rowNumber(kind, seq)),
    mark: (id: string) => mark.get(id),
    codes: (markId: string): string[] => codes.all(markId).map((row) => row.code),
    evidence: (id: string) => evidence.get(id),
    place: (code: string) => place.get(code),
    marksAt: (code: string): string[] => marksAt.all(code).map((row) => row.id),
    evidenceAt: (code: string): string[] => evidenceAt.all(code).map((row) => row.id),
    evidenceOf: (markId: string): string | null => evidenceOf.get(markId)?.id ?? null,

    count: (match: string, filters: Filters): number => count.get({ ...filters, match })?.total ?? 0,
    best(match: string, filters: Filters, limit: number): Omit<SearchHit, 'evidenceId'>[] {
      const rows = ranked.all({ ...filters, match, limit });
      return rows.flatMap(({ row }) => hit.get({ match, row }) ?? []);
    },
    countAll: (filters: Filters): number => countAll.get(filters)?.total ?? 0,
    first: (filters: Filters, limit: number): Omit<SearchHit, 'evidenceId'>[] => all.all({ ...filters, limit }),
  };
}

export type SearchRepo = ReturnType<typeof searchRepo>;
