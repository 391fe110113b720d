import { type Db, inTransaction } from '../../db/open-database.ts';
import { type PieceRepo, pieceRepo } from './bundle/piece-repo.ts';
import { type RecipeRepo, recipeRepo } from './recipe/recipe-repo.ts';

/** All SQL about which marks are exhibits. */
export interface ExhibitRepo {
  /** Every chosen mark in order, removed ones included: undoing their removal brings them back to their place. */
  order(): string[];
  /** Replaces the choice and its order. */
  setOrder(markIds: readonly string[]): void;
  /** Title of the library, for the heading of a bundle. */
  libraryTitle(): string | null;
  readonly recipes: RecipeRepo;
  readonly pieces: PieceRepo;
  inTransaction<T>(change: () => T): T;
}

export function exhibitRepo(db: Db): ExhibitRepo {
  const select = db.prepare<[], { mark_id: string }>('select mark_id from exhibit order by position, mark_id');
  const insert = db.prepare<[string, number]>('insert into exhibit (mark_id, position) values (?, ?)');
  const title = db.prepare<[], { title: string }>('select title from library');
  return {
    order: () => select.all().map((row) => row.mark_id),
    setOrder(markIds) {
      db.prepare('delete from exhibit').run();
      for (const [position, markId] of markIds.entries()) insert.run(markId, position);
    },
    libraryTitle: () => title.get()?.title ?? null,
    recipes: recipeRepo(db),
    pieces: pieceRepo(db),
    inTransaction: (change) => inTransaction(db, change),
  };
}
