import type { SharedBytes } from '../seal/library-keys.ts';
import { removeIfThereNow } from '../store/durable-files.ts';
import { connect, type Db } from './connect.ts';
import { readVersion } from './migrate.ts';
import { APPLICATION_ID } from './open-database.ts';
import { NotWhole } from './sqlite-errors.ts';

/** What a copy of a library's database was found to be. */
export interface CopyFacts {
  /** Entries of its ledger, and the hash of the last one. */
  readonly entries: number;
  readonly hash: string;
  readonly schemaVersion: number;
}

interface Head {
  readonly count: number;
  readonly hash: string;
}

/**
 * Makes a consistent copy of a database by SQLite itself; a copied file would miss what is still in the WAL. The copy
 * counts only once it was opened, checked page by page and found to end with the same ledger entry. That of a sealed
 * library is enciphered with the same `key`.
 * @param to a path where nothing is; what was begun there is removed when it fails
 * @throws SqliteError, NotWhole when the copy is not whole
 */
export function copyDatabase(from: string, to: string, key: SharedBytes | null = null): CopyFacts {
  const source = connect(from, { readonly: true, fileMustExist: true }, key);
  try {
    const before = headOf(source);
    source.prepare('vacuum into ?').run(to);
    const facts = inspectDatabase(to, key);
    const after = headOf(source);
    // A writer may go on meanwhile: then the copy is of a moment between the two.
    if (facts.entries < before.count || facts.entries > after.count) {
      throw new NotWhole(`the copy ends with entry ${facts.entries}, not ${before.count} to ${after.count}`);
    }
    if (facts.entries > 0 && hashOfEntry(source, facts.entries) !== facts.hash) {
      throw new NotWhole(`the copy ends with another entry ${facts.entries} than the database`);
    }
    return facts;
  } catch (error) {
    removeIfThereNow(to);
    throw error;
  } finally {
    source.close();
  }
}

/**
 * Checks a copy that nobody has open: that it is a library's database, whole to its last page, and that the head of its
 * ledger names its last entry. @throws SqliteError, NotWhole saying what is wrong
 */
export function inspectDatabase(path: string, key: SharedBytes | null = null): CopyFacts {
  const db = connect(path, { readonly: true, fileMustExist: true }, key);
  try {
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new NotWhole('it is not one of Aigaq');
    const faults = db.pragma('integrity_check(1)', { simple: true });
    if (faults !== 'ok') throw new NotWhole(`it is damaged: ${String(faults)}`);
    const { count, hash } = headOf(db);
    const last = db.prepare<[], { seq: number | null }>('select max(seq) as seq from ledger').get()?.seq ?? 0;
    if (last !== count) throw new NotWhole(`its ledger ends with entry ${last}, its head with ${count}`);
    if (count > 0 && hashOfEntry(db, count) !== hash) throw new NotWhole('the head of its ledger names another entry');
    return { entries: count, hash, schemaVersion: readVersion(db) };
  } finally {
    db.close();
  }
}

function headOf(db: Db): Head {
  return db.prepare<[], Head>('select count, hash from ledger_head').get() ?? { count: 0, hash: '' };
}

function hashOfEntry(db: Db, seq: number): string | undefined {
  return db.prepare<[number], { hash: string }>('select hash from ledger where seq = ?').get(seq)?.hash;
}
