import { AppError } from '../../../../../shared/errors.ts';
import type { GivenNumber } from '../../../../../shared/exhibit-number.ts';
import type { BundleRecipe, ExhibitRecipe } from '../../../../../shared/exhibit-recipe.ts';
import type { Caller } from '../../../handlers.ts';
import type { CustodyService } from '../../custody/custody-service.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { ExhibitRepo } from '../exhibit-repo.ts';
import { recipeKeeper, same } from './recipe-state.ts';

/** Everything about exhibits that can be taken back, as it was at one moment. */
interface RecipeMoment {
  readonly order: readonly string[];
  readonly bundle: BundleRecipe;
  readonly recipes: ReadonlyMap<string, ExhibitRecipe>;
  readonly numbers: readonly GivenNumber[];
}

/** See `watchRecipes` of the feature. */
export type WatchedRecipes = (
  markIds: readonly string[],
) => () => { undo(caller: Caller): void; redo(caller: Caller): void } | null;

export function watchedRecipes(deps: Pick<ExhibitDeps, 'custody' | 'changed'>, repo: ExhibitRepo): WatchedRecipes {
  const go = (from: RecipeMoment, to: RecipeMoment, { operator }: Caller) => {
    changeBack(repo, deps.custody, { from, to }, operator);
    deps.changed(['exhibits', 'custody']);
  };
  return (markIds) => {
    const before = takeMoment(repo, markIds);
    return () => {
      const after = takeMoment(repo, markIds);
      if (sameMoment(before, after)) return null;
      return { undo: (by) => go(after, before, by), redo: (by) => go(before, after, by) };
    };
  };
}

const sameMoment = (a: RecipeMoment, b: RecipeMoment): boolean =>
  same({ ...a, recipes: [...a.recipes] }, { ...b, recipes: [...b.recipes] });

/** @param markIds marks whose recipes may change */
function takeMoment(repo: ExhibitRepo, markIds: Iterable<string>): RecipeMoment {
  const recipes = new Map([...markIds].map((markId) => [markId, repo.recipes.get(markId)]));
  return { order: repo.order(), bundle: repo.recipes.bundle(), recipes, numbers: repo.recipes.numbers() };
}

/**
 * Sets what differs between two moments to what it was in the second; everything else stays as it is now.
 * @throws AppError invalid_input when a number that would be taken back is in a bundle that was exported
 */
function changeBack(
  repo: ExhibitRepo,
  custody: Pick<CustodyService, 'record' | 'ledger'>,
  { from, to }: { readonly from: RecipeMoment; readonly to: RecipeMoment },
  operator: string,
): void {
  const lost = without(from.numbers, to.numbers);
  assertNotExported(custody, lost);
  const keep = recipeKeeper(repo, custody, operator);
  repo.inTransaction(() => {
    if (!same(from.bundle, to.bundle)) keep.bundle(to.bundle);
    for (const [markId, recipe] of to.recipes) if (!same(from.recipes.get(markId), recipe)) keep.recipe(markId, recipe);
    if (!same(from.order, to.order)) keep.order(to.order);
    const now = repo.recipes.numbers();
    keep.numbers([...without(now, lost), ...without(without(to.numbers, from.numbers), now)]);
  });
}

const without = (all: readonly GivenNumber[], some: readonly GivenNumber[]): GivenNumber[] => {
  const gone = new Set(some.map(({ markId }) => markId));
  return all.filter(({ markId }) => !gone.has(markId));
};

/** A number that stands on a sheet which has left the library stays given, whatever is undone. */
function assertNotExported({ ledger }: Pick<CustodyService, 'ledger'>, lost: readonly GivenNumber[]): void {
  if (lost.length === 0) return;
  const exported = exportedSince(ledger().entries, new Set(lost.map(({ markId }) => markId)));
  const first = lost.find(({ markId }) => exported.has(markId));
  if (first === undefined) return;
  throw new AppError(
    'invalid_input',
    `Number ${first.label} stands in a bundle that was exported, so it stays given. Nothing was undone.`,
    { label: first.label },
  );
}

/** Which of these marks went into a bundle after their numbers had been given last. */
function exportedSince(
  entries: ReturnType<CustodyService['ledger']>['entries'],
  markIds: ReadonlySet<string>,
): Set<string> {
  const idsIn = (list: unknown): string[] =>
    Array.isArray(list) ? list.map((each: { markId?: unknown }) => String(each.markId)) : [];
  let given = new Set<string>();
  let exported = new Set<string>();
  for (const { action, details } of entries) {
    if (action === 'exhibits.numbered') {
      given = new Set(idsIn(details.numbers).filter((id) => markIds.has(id)));
      exported = new Set([...exported].filter((id) => given.has(id)));
    }
    if (action === 'bundle.exported') for (const id of idsIn(details.exhibits)) if (given.has(id)) exported.add(id);
  }
  return exported;
}
