import type * as z from 'zod';
import { AppError } from '../../../../../shared/errors.ts';
import type { GivenNumber } from '../../../../../shared/exhibit-number.ts';
import { BundleRecipe, ExhibitRecipe, NO_BUNDLE_RECIPE, NO_RECIPE } from '../../../../../shared/exhibit-recipe.ts';
import { lenientJson, readJson } from '../../../db/json-column.ts';
import type { Db } from '../../../db/open-database.ts';

interface RecipeRow {
  readonly mark_id: string;
  readonly content: string;
}

/** All SQL about how exhibits are numbered, grouped and presented. */
export function recipeRepo(db: Db) {
  const bundle = db.prepare<[], { content: string }>('select content from bundle_recipe');
  const all = db.prepare<[], RecipeRow>('select mark_id, content from exhibit_recipe');
  const one = db.prepare<[string], RecipeRow>('select mark_id, content from exhibit_recipe where mark_id = ?');
  const numbers = db.prepare<[], GivenNumber>(
    'select mark_id as markId, ordinal, label, number from exhibit_number order by ordinal',
  );
  return {
    /** @throws AppError library_damaged */
    bundle(): BundleRecipe {
      const row = bundle.get();
      return row === undefined ? NO_BUNDLE_RECIPE : parsed(BundleRecipe, row.content, 'how exhibits are numbered');
    },
    /** @throws AppError library_damaged */
    get(markId: string): ExhibitRecipe {
      const row = one.get(markId);
      return row === undefined
        ? NO_RECIPE
        : parsed(ExhibitRecipe, row.content, `how mark ${markId} is presented as an exhibit`);
    },
    /** In order of their ordinals. */
    numbers: (): GivenNumber[] => numbers.all(),
    /** The tables as the ledger should tell them. What was broken by hand shows as it stands. */
    recorded() {
      const row = bundle.get();
      return {
        bundleRecipe: row === undefined ? null : recordOf(lenientJson(row.content)),
        exhibitRecipes: new Map(all.all().map(({ mark_id: id, content }) => [id, recordOf(lenientJson(content))])),
        exhibitNumbers: numbers.all(),
      };
    },
    /** @param content canonical JSON; null takes the row away */
    putBundle(content: string | null): void {
      db.prepare('delete from bundle_recipe').run();
      if (content !== null) db.prepare<[string]>('insert into bundle_recipe (one, content) values (1, ?)').run(content);
    },
    /** @param content canonical JSON; null takes the row away */
    put(markId: string, content: string | null): void {
      db.prepare<[string]>('delete from exhibit_recipe where mark_id = ?').run(markId);
      if (content === null) return;
      db.prepare<[string, string]>('insert into exhibit_recipe (mark_id, content) values (?, ?)').run(markId, content);
    },
    /** Replaces all numbers that were given. */
    putNumbers(given: readonly GivenNumber[]): void {
      db.prepare('delete from exhibit_number').run();
      const insert = db.prepare<[string, number, string, string]>(
        'insert into exhibit_number (mark_id, ordinal, label, number) values (?, ?, ?, ?)',
      );
      for (const { markId, ordinal, label, number } of given) insert.run(markId, ordinal, label, number);
    },
  };
}

export type RecipeRepo = ReturnType<typeof recipeRepo>;

function parsed<T>(schema: z.ZodType<T>, content: string, where: string): T {
  const read = schema.safeParse(readJson(content, where));
  if (read.success) return read.data;
  throw new AppError(
    'library_damaged',
    `The library's database is damaged: ${where} cannot be read. Verify the library and restore library.sqlite from a backup.`,
    { where },
  );
}

const recordOf = (content: unknown): Readonly<Record<string, unknown>> =>
  typeof content === 'object' && content !== null ? { ...content } : { content };
