import type { Parsed } from '../../../../../shared/api.ts';
import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import { type GivenNumber, numbersFor } from '../../../../../shared/exhibit-number.ts';
import { type BundleRecipe, type BundleState, withChange } from '../../../../../shared/exhibit-recipe.ts';
import type { Caller, Handlers } from '../../../handlers.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { ExhibitRepo } from '../exhibit-repo.ts';
import { assertSameMarks, chosenMarks } from '../exhibit-selection.ts';
import { assertBeside } from './companion-check.ts';
import { bundleState, type RecipeKeeper, recipeKeeper } from './recipe-state.ts';

type RecipeCalls =
  | 'exhibits.arrange'
  | 'exhibits.bundle'
  | 'exhibits.setBundle'
  | 'exhibits.present'
  | 'exhibits.fixNumbers'
  | 'exhibits.apply';

/** Calls that say how exhibits are ordered, numbered, grouped and presented. */
export function recipeHandlers(
  deps: ExhibitDeps,
  repo: ExhibitRepo,
  list: () => PresentedExhibit[],
): Pick<Handlers, RecipeCalls> {
  const chosen = () => chosenMarks(deps, repo);
  const state = (): BundleState => bundleState(repo, chosen());
  /** Everything that `act` keeps is kept together. */
  const change = (act: (keep: RecipeKeeper) => void, { operator }: Caller): void => {
    repo.inTransaction(() => act(recipeKeeper(repo, deps.custody, operator)));
    deps.changed(['exhibits', 'custody']);
  };
  return {
    'exhibits.arrange': ({ markIds, moved }, caller) => {
      assertSameMarks(markIds, chosen());
      change((keep) => {
        if (moved !== undefined) keep.recipe(moved.markId, { ...repo.recipes.get(moved.markId), group: moved.group });
        keep.order(behind(markIds, repo.order()));
      }, caller);
      return list();
    },
    'exhibits.bundle': state,
    'exhibits.setBundle': (given, caller) => {
      change((keep) => keep.bundle(changedBundle(repo.recipes.bundle(), given)), caller);
      return state();
    },
    'exhibits.present': ({ markIds, change: given }, caller) => {
      for (const markId of markIds) assertBeside(deps, markId, given);
      change((keep) => {
        for (const markId of markIds) keep.recipe(markId, withChange(repo.recipes.get(markId), given));
      }, caller);
      return list();
    },
    'exhibits.fixNumbers': (_, caller) => {
      change((keep) => keep.numbers(fixedNumbers(repo, chosen())), caller);
      return state();
    },
    'exhibits.apply': (recipe, caller) => {
      for (const { markId, ...given } of recipe.exhibits ?? []) assertBeside(deps, markId, given);
      change((keep) => applyWhole(deps, repo, keep, recipe), caller);
      return list();
    },
  };
}

function applyWhole(deps: ExhibitDeps, repo: ExhibitRepo, keep: RecipeKeeper, recipe: Parsed<'exhibits.apply'>): void {
  keep.bundle(changedBundle(repo.recipes.bundle(), recipe));
  if (recipe.exhibits !== undefined) keep.order(recipe.exhibits.map(({ markId }) => markId));
  for (const { markId, ...given } of recipe.exhibits ?? []) {
    keep.recipe(markId, withChange(repo.recipes.get(markId), given));
  }
  if (recipe.fixNumbers) keep.numbers(fixedNumbers(repo, chosenMarks(deps, repo)));
}

const changedBundle = (
  bundle: BundleRecipe,
  { numbering, groups }: { [K in keyof BundleRecipe]?: BundleRecipe[K] | undefined },
): BundleRecipe => ({ numbering: numbering ?? bundle.numbering, groups: groups ?? bundle.groups });

/** Numbers that were given before stay, those of withdrawn exhibits as well. */
function fixedNumbers({ recipes }: ExhibitRepo, chosen: readonly string[]): GivenNumber[] {
  const before = recipes.numbers();
  const kept = new Set(before.map(({ markId }) => markId));
  const all = numbersFor(chosen, recipes.bundle().numbering, before);
  return [...before, ...all.filter(({ markId }) => !kept.has(markId))];
}

/** Marks that are removed for now keep a place behind the others, in case their removal is undone. */
function behind(markIds: readonly string[], order: readonly string[]): string[] {
  const named = new Set(markIds);
  return [...markIds, ...order.filter((id) => !named.has(id))];
}
