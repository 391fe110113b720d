import { Annotations, NO_ANNOTATIONS } from '../../../../shared/annotation.ts';
import { AppError } from '../../../../shared/errors.ts';
import { lenientJson, readJson } from '../../db/json-column.ts';
import type { Db } from '../../db/open-database.ts';

interface AnnotationRow {
  readonly mark_id: string;
  readonly content: string;
}

export function annotationRepo(db: Db) {
  const all = db.prepare<[], AnnotationRow>('select mark_id, content from annotation');
  const one = db.prepare<[string], AnnotationRow>('select mark_id, content from annotation where mark_id = ?');
  const put = db.prepare<[string, string]>(
    `insert into annotation (mark_id, content) values (?, ?)
     on conflict (mark_id) do update set content = excluded.content`,
  );
  const drop = db.prepare<[string]>('delete from annotation where mark_id = ?');
  return {
    /** @throws AppError library_damaged */
    get(markId: string): Annotations {
      const row = one.get(markId);
      return row === undefined ? NO_ANNOTATIONS : annotationsOf(row);
    },
    /** The table as the ledger should tell it. What was broken by hand shows as it stands. */
    recorded(): Map<string, Readonly<Record<string, unknown>>> {
      return new Map(all.all().map(({ mark_id: id, content }) => [id, recordOf(lenientJson(content))]));
    },
    /** @param content canonical JSON */
    put: (markId: string, content: string): void => void put.run(markId, content),
    drop: (markId: string): void => void drop.run(markId),
  };
}

export type AnnotationRepo = ReturnType<typeof annotationRepo>;

function annotationsOf({ mark_id: id, content }: AnnotationRow): Annotations {
  const where = `what the annotations of ${id} are`;
  const read = Annotations.safeParse(readJson(content, where));
  if (read.success) return read.data;
  throw new AppError(
    'library_damaged',
    `The library's database is damaged: ${where} cannot be read. Verify the library and restore library.sqlite from a backup.`,
    { where, markId: id },
  );
}

const recordOf = (content: unknown): Readonly<Record<string, unknown>> =>
  typeof content === 'object' && content !== null ? { ...content } : { content };
