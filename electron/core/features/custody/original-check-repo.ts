import type { OriginalCheck } from '../../../../shared/custody.ts';
import type { Db } from '../../db/open-database.ts';
import type { Original } from './verify-deps.ts';

interface CheckRow {
  readonly evidenceId: string;
  readonly at: string;
  readonly ok: number;
}

/** When originals were last read again. An import reads back what it wrote, so that counts as the first time. */
export function originalCheckRepo(db: Db) {
  const all = db.prepare<[], CheckRow>(
    `select e.id as evidenceId, coalesce(c.at, e.imported_at) as at, coalesce(c.ok, 1) as ok
     from evidence e left join original_check c on c.sha256 = e.sha256 order by e.seq`,
  );
  const oldest = db.prepare<[string], Original>(
    `select e.id, e.sha256, e.bytes, e.original_name as originalName
     from evidence e left join original_check c on c.sha256 = e.sha256
     where coalesce(c.at, e.imported_at) < ? order by coalesce(c.at, e.imported_at), e.seq limit 1`,
  );
  const one = db.prepare<[string], { ok: number }>('select ok from original_check where sha256 = ?');
  const note = db.prepare<[string, string, number]>(
    `insert into original_check (sha256, at, ok) values (?, ?, ?)
     on conflict (sha256) do update set at = excluded.at, ok = excluded.ok`,
  );
  return {
    all: (): OriginalCheck[] => all.all().map((row) => ({ ...row, ok: row.ok === 1 })),
    /** The one that was not read for longest, if that was before `instant`. */
    oldestBefore: (instant: string): Original | undefined => oldest.get(instant),
    wasGood: (sha256: string): boolean => one.get(sha256)?.ok !== 0,
    note: (sha256: string, at: string, ok: boolean) => void note.run(sha256, at, Number(ok)),
  };
}

export type OriginalCheckRepo = ReturnType<typeof originalCheckRepo>;
