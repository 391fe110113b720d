import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { initial } from './migrations/0010-initial.ts';
import { trueFrame } from './migrations/0020-true-frame.ts';
import { provableLedger } from './migrations/0030-provable-ledger.ts';

/** One step of the schema. Versions are numbered in tens and never change once released. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [initial, trueFrame, provableLedger];

export const newestVersion = migrations.at(-1)?.version ?? 0;

export function readVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings the schema up to date, each step in one transaction together with its version number. A library that holds
 * data is copied into `backups/` first. Callers have refused newer versions already.
 */
export function migrate(db: Database, libraryDir: string, steps: readonly Migration[] = migrations): void {
  const from = readVersion(db);
  const missing = steps.filter((step) => step.version > from);
  if (missing.length === 0) return;
  if (from > 0) backUp(db, libraryDir, from);
  for (const step of missing) apply(db, step);
}

function apply(db: Database, step: Migration): void {
  db.transaction(() => {
    db.exec(step.sql);
    db.pragma(`user_version = ${step.version}`);
  }).exclusive();
}

/** A consistent copy made by SQLite itself; a copied file would miss what is still in the WAL. */
function backUp(db: Database, libraryDir: string, version: number): void {
  const folder = join(libraryDir, 'backups');
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, `before-schema-${newestVersion}-from-${version}.sqlite`);
  // What stands there is left from an attempt that did not get through.
  rmSync(copy, { force: true });
  db.prepare('vacuum into ?').run(copy);
}
