import type { Db } from '../../db/open-database.ts';

export interface LibraryRow {
  readonly id: string;
  readonly title: string;
  readonly operator: string;
  readonly codebook: string;
  readonly created_at: string;
  readonly verified_at: string | null;
  readonly verified_ok: number | null;
}

export function libraryRepo(db: Db) {
  const one = db.prepare<[], LibraryRow>('select * from library');
  const insert = db.prepare<[Pick<LibraryRow, 'id' | 'title' | 'operator' | 'codebook' | 'created_at'>]>(
    `insert into library (one, id, title, operator, codebook, created_at)
     values (1, @id, @title, @operator, @codebook, @created_at)`,
  );
  const operator = db.prepare<[string]>('update library set operator = ?');
  const verified = db.prepare<[string, number]>('update library set verified_at = ?, verified_ok = ?');
  return {
    get: (): LibraryRow | undefined => one.get(),
    insert: (row: Pick<LibraryRow, 'id' | 'title' | 'operator' | 'codebook' | 'created_at'>): void =>
      void insert.run(row),
    setOperator: (name: string): void => void operator.run(name),
    /** The row as the ledger should tell it. */
    recorded(): Readonly<Record<string, unknown>> {
      const row = one.get();
      if (row === undefined) return {};
      const { id, title, operator, codebook, created_at: createdAt, verified_at: verifiedAt, verified_ok: ok } = row;
      return { id, title, operator, codebook, createdAt, verifiedAt, verifiedOk: ok === null ? null : ok === 1 };
    },
    setVerified: (at: string, ok: boolean): void => void verified.run(at, Number(ok)),
  };
}

export type LibraryRepo = ReturnType<typeof libraryRepo>;
