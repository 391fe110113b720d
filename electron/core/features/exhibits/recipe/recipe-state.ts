import type { GivenNumber } from '../../../../../shared/exhibit-number.ts';
import {
  type BundleRecipe,
  type BundleState,
  type ExhibitRecipe,
  NO_RECIPE,
} from '../../../../../shared/exhibit-recipe.ts';
import { type CustodyService, canonicalJson } from '../../custody/custody-service.ts';
import type { ExhibitRepo } from '../exhibit-repo.ts';

/** Keeps recipes and numbers, each change with the entry that tells all of it. Call it inside a transaction. */
export interface RecipeKeeper {
  order(markIds: readonly string[]): void;
  bundle(recipe: BundleRecipe): void;
  recipe(markId: string, recipe: ExhibitRecipe): void;
  /** @param given all numbers that are given from now on */
  numbers(given: readonly GivenNumber[]): void;
}

/** Equal as the ledger would tell them. */
export const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** What is as it was leaves neither a row nor an entry. */
export function recipeKeeper(
  repo: ExhibitRepo,
  custody: Pick<CustodyService, 'record'>,
  operator: string,
): RecipeKeeper {
  const record = (action: string, subject: string | null, details: Readonly<Record<string, unknown>>) =>
    custody.record({ operator, action, subject, details });
  return {
    order(markIds) {
      if (same(markIds, repo.order())) return;
      repo.setOrder(markIds);
      record('exhibits.arranged', null, { markIds: [...markIds] });
    },
    bundle(recipe) {
      if (same(recipe, repo.recipes.bundle())) return;
      repo.recipes.putBundle(canonicalJson(recipe));
      record('exhibits.recipe', null, { ...recipe });
    },
    recipe(markId, recipe) {
      if (same(recipe, repo.recipes.get(markId))) return;
      const plain = same(recipe, NO_RECIPE);
      repo.recipes.put(markId, plain ? null : canonicalJson(recipe));
      record('exhibit.recipe', markId, plain ? {} : { ...recipe });
    },
    numbers(given) {
      const sorted = [...given].sort((a, b) => a.ordinal - b.ordinal);
      if (same(sorted, repo.recipes.numbers())) return;
      repo.recipes.putNumbers(sorted);
      record('exhibits.numbered', null, { numbers: sorted });
    },
  };
}

/** @param chosen the marks that are exhibits now */
export function bundleState({ recipes }: ExhibitRepo, chosen: readonly string[]): BundleState {
  const there = new Set(chosen);
  const given = recipes.numbers();
  const withdrawn = given.filter(({ markId }) => !there.has(markId));
  return { ...recipes.bundle(), fixed: given.length > 0, withdrawn };
}
