import { AppError } from '../../../../shared/errors.ts';
import { type BlockedMark, type Exhibit, missingFacts, type PresentedExhibit } from '../../../../shared/exhibit.ts';
import { type GivenNumber, numbersFor } from '../../../../shared/exhibit-number.ts';
import { bySection } from '../../../../shared/exhibit-recipe.ts';
import { differingPairs } from './exhibit/differing-marks.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import type { ExhibitRepo } from './exhibit-repo.ts';

type Sources = Pick<ExhibitDeps, 'marks' | 'evidence' | 'places'>;

/** These marks in this order as numbered exhibits, each with what it still lacks. @throws AppError not_found */
export function exhibitsOf(deps: Sources, repo: ExhibitRepo, markIds: readonly string[]): PresentedExhibit[] {
  const { groups } = repo.recipes.bundle();
  const fixed = new Set(repo.recipes.numbers().map(({ markId }) => markId));
  const numberOf = numbersOf(deps, repo, markIds);
  return markIds.map((markId) => {
    const mark = deps.marks.get(markId);
    const evidence = deps.evidence.get(mark.evidenceId);
    const missing = missingFacts(evidence, mark, (code) => deps.places.find(code));
    const recipe = repo.recipes.get(markId);
    const group = groups.find(({ id }) => id === recipe.group) ?? null;
    const { number, label, ordinal } = numberOf(markId);
    return { number, label, ordinal, fixed: fixed.has(markId), group, recipe, mark, evidence, missing };
  });
}

/**
 * Where nothing was given for good, what is asked for is counted from the start. Otherwise an exhibit is called the same
 * on the screen, on its sheet and in every bundle, whatever else a bundle holds.
 */
function numbersOf(deps: Sources, repo: ExhibitRepo, markIds: readonly string[]): (markId: string) => GivenNumber {
  const given = repo.recipes.numbers();
  const first = given.length === 0 ? [] : chosenMarks(deps, repo);
  const counted = [...new Set([...first, ...markIds])];
  const numbers = numbersFor(counted, repo.recipes.bundle().numbering, given);
  const byMark = new Map(numbers.map((each) => [each.markId, each]));
  return (markId) => {
    const found = byMark.get(markId);
    if (found === undefined) throw new Error(`mark ${markId} was not counted`);
    return found;
  };
}

const sectioned = (repo: ExhibitRepo, markIds: readonly string[]): string[] =>
  bySection(markIds, repo.recipes.bundle().groups, (markId) => repo.recipes.get(markId).group);

/** The chosen marks that are not removed, in their order. */
export function chosenMarks(deps: Sources, repo: ExhibitRepo): string[] {
  const present = new Set(deps.marks.list().map((mark) => mark.id));
  return sectioned(
    repo,
    repo.order().filter((id) => present.has(id)),
  );
}

/** The marks that an export is about: the named ones, else the chosen ones, else all. */
export function marksToExport(deps: Sources, repo: ExhibitRepo, named: readonly string[] | undefined): string[] {
  if (named !== undefined) return sectioned(repo, [...new Set(named)]);
  const chosen = chosenMarks(deps, repo);
  return chosen.length > 0
    ? chosen
    : sectioned(
        repo,
        deps.marks.list().map((mark) => mark.id),
      );
}

/** Divides a selection at the gate. With `allowIncomplete` everything passes. */
export function throughGate<E extends Exhibit>(
  exhibits: readonly E[],
  allowIncomplete: boolean,
): { passed: E[]; blocked: BlockedMark[] } {
  const stays = (exhibit: Exhibit) => !allowIncomplete && exhibit.missing.length > 0;
  return {
    passed: exhibits.filter((exhibit) => !stays(exhibit)),
    blocked: exhibits.filter(stays).map(({ mark, missing }) => ({ markId: mark.id, title: mark.title, missing })),
  };
}

/** @throws AppError invalid_input unless `markIds` names every one of `chosen` exactly once */
export function assertSameMarks(markIds: readonly string[], chosen: readonly string[]): void {
  const asked = new Set(markIds);
  if (asked.size === markIds.length && asked.size === chosen.length && chosen.every((id) => asked.has(id))) return;
  const text = 'The new order must name every exhibit exactly once. Load the list again and repeat the change.';
  throw new AppError('invalid_input', text, { chosen: chosen.length, named: markIds.length });
}

/** The exhibits, each with the others that hide something else of the same pictures. */
export function withDifferences(
  deps: Pick<ExhibitDeps, 'annotations'>,
  exhibits: readonly PresentedExhibit[],
): PresentedExhibit[] {
  const pairs = differingPairs(deps, exhibits);
  return exhibits.map((exhibit) => {
    const { label } = exhibit;
    const others = pairs.filter(({ numbers }) => numbers.includes(label)).flatMap(({ numbers }) => numbers);
    const differsFrom = [...new Set(others.filter((other) => other !== label))];
    return differsFrom.length === 0 ? exhibit : { ...exhibit, differsFrom };
  });
}
