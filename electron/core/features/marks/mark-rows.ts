import type { FrameRef } from '../../../../shared/frames.ts';
import type { Mark, MarkCheck, Region } from '../../../../shared/mark.ts';
import { readJson } from '../../db/json-column.ts';

export interface MarkRow {
  readonly seq: number;
  readonly id: string;
  readonly evidence_id: string;
  readonly in_n: number | null;
  readonly in_pts: number | null;
  readonly in_md5: string | null;
  readonly out_n: number | null;
  readonly out_pts: number | null;
  readonly out_md5: string | null;
  readonly page: number | null;
  readonly region: string | null;
  readonly title: string;
  readonly note: string | null;
  readonly place: string | null;
  readonly created_by: string;
  readonly created_at: string;
  readonly removed_at: string | null;
  readonly checked_at: string | null;
  readonly checked_ok: number | null;
  readonly differs_at: number | null;
  readonly checked_by: string | null;
  readonly annotations: number;
}

/** A mark together with whether it was removed, as the ledger keeps it. */
export type MarkState = Mark & { readonly removedAt: string | null };

export function markOf(row: MarkRow, violations: readonly string[]): Mark {
  return {
    id: row.id,
    evidenceId: row.evidence_id,
    in: frameRef(row.in_n, row.in_pts, row.in_md5),
    out: frameRef(row.out_n, row.out_pts, row.out_md5),
    page: row.page,
    region: row.region === null ? null : (readJson(row.region, `the region of ${row.id}`) as Region),
    title: row.title,
    note: row.note,
    violations,
    place: row.place,
    createdBy: row.created_by,
    createdAt: row.created_at,
    check: checkOf(row),
    annotations: row.annotations,
  };
}

/** A mark as the ledger tells it: its annotations have entries of their own. */
export function recordedMark({ annotations: _, ...mark }: Mark): Omit<Mark, 'annotations'> {
  return mark;
}

function frameRef(n: number | null, pts: number | null, md5: string | null): FrameRef | null {
  return n === null || pts === null || md5 === null ? null : { n, pts, md5 };
}

function checkOf(row: MarkRow): MarkCheck {
  if (row.checked_at === null) return { state: 'unverified' };
  const by = row.checked_by === null ? {} : { by: row.checked_by };
  if (row.checked_ok === 1) return { state: 'verified', at: row.checked_at, ...by };
  return { state: 'differs', at: row.checked_at, frame: row.differs_at ?? 0, ...by };
}

/** Column values of a mark. */
export function columnsOf(mark: Omit<Mark, 'annotations'>) {
  const { check } = mark;
  return {
    id: mark.id,
    evidenceId: mark.evidenceId,
    inN: mark.in?.n ?? null,
    inPts: mark.in?.pts ?? null,
    inMd5: mark.in?.md5 ?? null,
    outN: mark.out?.n ?? null,
    outPts: mark.out?.pts ?? null,
    outMd5: mark.out?.md5 ?? null,
    page: mark.page,
    region: mark.region === null ? null : JSON.stringify(mark.region),
    title: mark.title,
    note: mark.note,
    place: mark.place,
    createdBy: mark.createdBy,
    createdAt: mark.createdAt,
    checkedAt: check.state === 'unverified' ? null : check.at,
    checkedOk: check.state === 'unverified' ? null : Number(check.state === 'verified'),
    differsAt: check.state === 'differs' ? check.frame : null,
    checkedBy: check.state === 'unverified' ? null : (check.by ?? null),
  };
}
