import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import type { GivenNumber } from '../../../../../shared/exhibit-number.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { ExhibitRepo } from '../exhibit-repo.ts';
import { chosenMarks } from '../exhibit-selection.ts';
import type { BundleDocument } from '../schema/bundle-schema.ts';
import { bundleState, type RecipeKeeper } from './recipe-state.ts';

/**
 * Once numbers are given for good, what leaves under a number keeps it, also if it was added later. A number that
 * somebody else was given while the bundle was made stays with whom it was given.
 */
export function keepNumbers({ recipes }: ExhibitRepo, keep: RecipeKeeper, exported: readonly PresentedExhibit[]): void {
  const given = recipes.numbers();
  if (given.length === 0) return;
  const clashes = (one: GivenNumber, other: GivenNumber) =>
    one.markId === other.markId ||
    one.ordinal === other.ordinal ||
    one.label === other.label ||
    one.number === other.number;
  const added = exported
    .map(({ mark, ordinal, label, number }): GivenNumber => ({ markId: mark.id, ordinal, label, number }))
    .filter((one) => !given.some((other) => clashes(one, other)));
  keep.numbers([...given, ...added]);
}

/** Sections and withdrawn numbers as a bundle of these exhibits states them; nothing where there are none. */
export function sectionsOf(
  deps: Pick<ExhibitDeps, 'marks' | 'evidence' | 'places'>,
  repo: ExhibitRepo,
  exhibits: readonly PresentedExhibit[],
): Pick<BundleDocument, 'groups' | 'withdrawn'> {
  const there = [...chosenMarks(deps, repo), ...exhibits.map(({ mark }) => mark.id)];
  const withdrawn = bundleState(repo, there).withdrawn.map(({ number, label }) => ({ number, label }));
  const used = new Set(exhibits.map(({ group }) => group?.title));
  const groups = repo.recipes.bundle().groups.map(({ title }) => title);
  const shown = [...new Set(groups)].filter((title) => used.has(title));
  return {
    ...(shown.length === 0 ? {} : { groups: shown }),
    ...(withdrawn.length === 0 ? {} : { withdrawn }),
  };
}
