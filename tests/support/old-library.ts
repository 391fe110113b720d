import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const FIXTURES = resolve(import.meta.dirname, '../fixtures');

/** Released versions of the schema, each with a library that the program of that version made. */
export const OLD_VERSIONS = [10, 20, 30, 40] as const;

/** A library of an older schema in `dir`, with its one original; the result is its folder. */
export function oldLibrary(dir: string, version: (typeof OLD_VERSIONS)[number]): string {
  const libraryDir = join(dir, `schema-${version}`);
  const film = join(FIXTURES, 'twelve-pictures.mp4');
  const sha256 = createHash('sha256').update(readFileSync(film)).digest('hex');
  for (const folder of [`originals/${sha256.slice(0, 2)}`, 'derived', 'backups']) {
    mkdirSync(join(libraryDir, folder), { recursive: true });
  }
  copyFileSync(film, join(libraryDir, 'originals', sha256.slice(0, 2), `${sha256}.bin`));
  const db = new DatabaseSync(join(libraryDir, 'library.sqlite'));
  db.exec('pragma journal_mode = wal');
  db.exec(readFileSync(join(FIXTURES, `library-schema-${version}.sql`), 'utf8'));
  db.close();
  return libraryDir;
}

/** The schema version that a database says of itself. */
export function versionOf(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const { user_version: version } = db.prepare('pragma user_version').get() ?? {};
  db.close();
  return Number(version);
}
