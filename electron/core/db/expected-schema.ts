import Database from 'better-sqlite3';
import { migrations } from './migrate.ts';

/**
 * The SQL of every table, index and trigger as the migrations make them, to compare a library with. The tables behind
 * the search index are SQLite's own and left out.
 */
export function expectedSchema(): string[] {
  const db = new Database(':memory:');
  try {
    for (const { sql } of migrations) db.exec(sql);
    return schemaOf(db);
  } finally {
    db.close();
  }
}

export function schemaOf(db: Database.Database): string[] {
  const rows = db
    .prepare<[], { sql: string }>(
      `select sql from sqlite_master
       where sql is not null and name not like 'search%' and name not like 'sqlite_%' order by type, name`,
    )
    .all();
  return rows.map((row) => row.sql);
}
