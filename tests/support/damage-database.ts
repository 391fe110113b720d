import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Changes a library's database behind its back, as somebody can who may write the file: without triggers and foreign
 * keys, which are put back afterwards.
 */
export function forge(libraryDir: string, change: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(libraryDir, 'library.sqlite'));
  const triggers = db.prepare("select name, sql from sqlite_master where type = 'trigger'").all();
  db.exec('pragma foreign_keys = off');
  for (const { name } of triggers) db.exec(`drop trigger "${String(name)}"`);
  change(db);
  for (const { sql } of triggers) db.exec(String(sql));
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
}
