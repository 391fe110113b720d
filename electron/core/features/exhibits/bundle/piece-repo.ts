import type { Db } from '../../../db/open-database.ts';

/** A piece of a bundle as a run of its export told it. */
export interface KeptPiece {
  /** SHA-256 of everything that it is made from. */
  readonly basis: string;
  /** JSON. */
  readonly made: string;
}

/** All SQL about what exports that have not ended have made. */
export interface PieceRepo {
  find(out: string, path: string): KeptPiece | undefined;
  put(out: string, path: string, piece: KeptPiece): void;
  /** Forgets all pieces of a bundle: it is finished, or given up. */
  forget(out: string): void;
}

export function pieceRepo(db: Db): PieceRepo {
  const find = db.prepare<[string, string], KeptPiece>(
    'select basis, made from export_piece where out = ? and path = ?',
  );
  const put = db.prepare<[string, string, string, string]>(
    'insert or replace into export_piece (out, path, basis, made) values (?, ?, ?, ?)',
  );
  const forget = db.prepare<[string]>('delete from export_piece where out = ?');
  return {
    find: (out, path) => find.get(out, path),
    put: (out, path, { basis, made }) => void put.run(out, path, basis, made),
    forget: (out) => void forget.run(out),
  };
}
