import type { Database } from 'better-sqlite3';
import { initial } from './migrations/0010-initial.ts';
import { trueFrame } from './migrations/0020-true-frame.ts';
import { provableLedger } from './migrations/0030-provable-ledger.ts';
import { annotations } from './migrations/0040-annotations.ts';
import { exhibitRecipes } from './migrations/0050-exhibit-recipes.ts';

/** One step of the schema. Versions are numbered in tens and never change once released. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [initial, trueFrame, provableLedger, annotations, exhibitRecipes];

export const newestVersion = migrations.at(-1)?.version ?? 0;

export function readVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings the schema up to date, each step in one transaction together with its version number. A library that holds
 * data is never migrated in place: see migrate-library.ts. Callers have refused newer versions already.
 */
export function migrate(db: Database, steps: readonly Migration[] = migrations): void {
  const from = readVersion(db);
  for (const step of steps.filter(({ version }) => version > from)) apply(db, step);
}

function apply(db: Database, step: Migration): void {
  db.transaction(() => {
    db.exec(step.sql);
    db.pragma(`user_version = ${step.version}`);
  }).exclusive();
}
