import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** What a table holds: how many rows, and a hash over all values of the named columns. */
export interface TableContent {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}

interface Column {
  readonly name: string;
  readonly pk: number;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Tables that hold a case. The search index and what SQLite keeps for itself can be made anew. */
function tablesOf(db: Database): string[] {
  return db
    .prepare<[], { name: string }>(
      `select name from sqlite_master
       where type = 'table' and name not like 'search%' and name not like 'sqlite_%' order by name`,
    )
    .all()
    .map(({ name }) => name);
}

/**
 * The content of every table, to compare a database before and after it was copied or migrated.
 * @param columns the columns that count, by table; left out, all that there are
 */
export function contentOf(
  db: Database,
  columns?: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, TableContent> {
  const tables = columns === undefined ? tablesOf(db) : [...columns.keys()];
  return new Map(tables.map((table) => [table, contentOfTable(db, table, columns?.get(table))]));
}

function contentOfTable(db: Database, table: string, only: readonly string[] | undefined): TableContent {
  const all = db.prepare<[string], Column>('select name, pk from pragma_table_info(?) order by cid').all(table);
  const names = only ?? all.map(({ name }) => name);
  const keys = all.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const order = keys.length === 0 ? 'rowid' : keys.map(({ name }) => quoted(name)).join(', ');
  const rows = db.prepare<[], unknown[]>(
    `select ${names.map(quoted).join(', ')} from ${quoted(table)} order by ${order}`,
  );
  const hash = createHash('sha256');
  let count = 0;
  for (const row of rows.raw(true).safeIntegers(true).iterate()) {
    count++;
    for (const value of row) hash.update(distinct(value));
    hash.update('\n');
  }
  return { columns: names, rows: count, sha256: hash.digest('hex') };
}

/** A value with its type and length, so that no two rows give the same bytes. */
function distinct(value: unknown): Uint8Array {
  const text = Buffer.isBuffer(value) ? value.toString('hex') : String(value);
  const kind = value === null ? 'null' : Buffer.isBuffer(value) ? 'blob' : typeof value;
  return Buffer.from(`${kind} ${Buffer.byteLength(text)} ${text} `, 'utf8');
}
