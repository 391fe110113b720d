import type { SharedBytes } from '../seal/library-keys.ts';
import { connect, type Db } from './connect.ts';
import { APPLICATION_ID } from './open-database.ts';
import { sqliteCode } from './sqlite-errors.ts';

/** A ledger row as it stands in a file; nothing about it has been checked. */
export interface SalvagedRow {
  readonly seq: number;
  readonly at: string;
  readonly operator: string;
  readonly action: string;
  readonly subject: string | null;
  readonly details: string;
  readonly prev: string;
  readonly hash: string;
}

/**
 * What can still be read of a database that may be damaged, of any schema. Whatever cannot be read is as if it were not
 * there; nothing is written. All of it has to be proven by hash or signature before it is used.
 */
export interface Salvage {
  readonly schemaVersion: number;
  /** Rows of the ledger in order, until the file cannot be read any further. */
  ledger(): Iterable<SalvagedRow>;
  /** Number and hash of the last row of the ledger. */
  tip(): { readonly seq: number; readonly hash: string } | null;
  key(): { readonly privateKey: string; readonly publicKey: string } | null;
  /** MD5s of a mark's pictures, as the mark keeps them. */
  pictures(markId: string): Uint8Array | null;
  close(): void;
}

/** Opens what may be a database of a library; null when nothing at all can be read of it. */
export function openSalvage(path: string, key: SharedBytes | null): Salvage | null {
  let db: Db | undefined;
  try {
    const opened = connect(path, { readonly: true, fileMustExist: true }, key);
    db = opened;
    if (opened.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new TypeError('not one of ours');
    const schemaVersion = Number(opened.pragma('user_version', { simple: true }));
    return { schemaVersion, ...partsOf(opened), close: () => void opened.close() };
  } catch (error) {
    db?.close();
    return orNothing(error, null);
  }
}

function partsOf(db: Db): Omit<Salvage, 'schemaVersion' | 'close'> {
  return {
    *ledger() {
      try {
        yield* db
          .prepare<[], SalvagedRow>(
            'select seq, at, operator, action, subject, details, prev, hash from ledger order by seq',
          )
          .iterate();
      } catch (error) {
        orNothing(error, undefined);
      }
    },
    tip: () =>
      attempt(() =>
        db.prepare<[], { seq: number; hash: string }>('select seq, hash from ledger order by seq desc limit 1').get(),
      ),
    key: () =>
      attempt(() =>
        db
          .prepare<[], { privateKey: string; publicKey: string }>(
            'select private_key as privateKey, public_key as publicKey from signing_key',
          )
          .get(),
      ),
    pictures: (markId) =>
      attempt(
        () =>
          db.prepare<[string], { pictures: Buffer | null }>('select pictures from mark where id = ?').get(markId)
            ?.pictures,
      ),
  };
}

function attempt<T>(read: () => T | null | undefined): T | null {
  try {
    return read() ?? null;
  } catch (error) {
    return orNothing(error, null);
  }
}

/** Damage is what salvage is for; every other failure is a defect. */
function orNothing<T>(error: unknown, nothing: T): T {
  if (sqliteCode(error) === null && !(error instanceof TypeError)) throw error;
  return nothing;
}
