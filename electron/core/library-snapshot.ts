import { type Db, openDatabase } from './db/open-database.ts';
import { annotationRepo } from './features/annotations/annotation-repo.ts';
import { custodyRepo } from './features/custody/custody-repo.ts';
import { timestampRepo } from './features/custody/timestamp-repo.ts';
import type { Snapshot } from './features/custody/verify-deps.ts';
import { evidenceRepo } from './features/evidence/evidence-repo.ts';
import { recipeRepo } from './features/exhibits/recipe/recipe-repo.ts';
import { libraryRepo } from './features/library/library-repo.ts';
import { markRepo } from './features/marks/mark-repo.ts';
import { placeRepo } from './features/places/place-repo.ts';
import type { LibraryKeys } from './seal/library-keys.ts';

/** The library as it is at this instant, on a connection of its own that stays in one read transaction. */
export function openSnapshot(libraryDir: string, keys: LibraryKeys | null): Snapshot {
  const db: Db = openDatabase(libraryDir, 'read', keys?.database);
  db.exec('begin');
  return snapshotOf(db);
}

/** The library as this connection sees it. */
export function snapshotOf(db: Db): Snapshot {
  return {
    repo: custodyRepo(db),
    evidence: () => evidenceRepo(db).recorded(),
    marks: () => markRepo(db).recorded(),
    annotations: () => annotationRepo(db).recorded(),
    places: () => placeRepo(db).recorded(),
    recipes: () => recipeRepo(db).recorded(),
    timestamps: () => timestampRepo(db).all(),
    library: () => libraryRepo(db).recorded(),
    close: () => void db.close(),
  };
}
