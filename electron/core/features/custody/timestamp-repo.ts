import type { Db } from '../../db/open-database.ts';

/** A request for a stamp, and what came back. `response` and what follows are null until then. */
export interface StoredTimestamp {
  readonly seq: number;
  readonly statement: string;
  /** Hex, without leading zeros. */
  readonly nonce: string;
  readonly requestedAt: string;
  readonly response: Buffer | null;
  /** PEM of the certificates that a person trusted for it. */
  readonly authority: string | null;
  readonly stampedAt: string | null;
  readonly importedAt: string | null;
}

export interface ImportedTimestamp {
  readonly seq: number;
  readonly response: Uint8Array;
  readonly authority: string | null;
  readonly stampedAt: string;
  readonly importedAt: string;
}

export function timestampRepo(db: Db) {
  const columns = `seq, statement, nonce, requested_at as requestedAt, response, authority, stamped_at as stampedAt,
    imported_at as importedAt`;
  const all = db.prepare<[], StoredTimestamp>(`select ${columns} from ledger_timestamp order by seq`);
  const byNonce = db.prepare<[string], StoredTimestamp>(`select ${columns} from ledger_timestamp where nonce = ?`);
  const add = db.prepare<[string, string, string]>(
    'insert into ledger_timestamp (statement, nonce, requested_at) values (?, ?, ?)',
  );
  const keep = db.prepare<[ImportedTimestamp]>(
    `update ledger_timestamp set response = @response, authority = @authority, stamped_at = @stampedAt,
       imported_at = @importedAt where seq = @seq`,
  );
  return {
    all: (): StoredTimestamp[] => all.all(),
    byNonce: (nonce: string): StoredTimestamp | undefined => byNonce.get(nonce),
    add: (statement: string, nonce: string, at: string) => void add.run(statement, nonce, at),
    keep: (stamp: ImportedTimestamp) => void keep.run(stamp),
  };
}

export type TimestampRepo = ReturnType<typeof timestampRepo>;
