import { AppError } from '../../../../shared/errors.ts';
import { type BlockedMark, type Exhibit, missingFacts } from '../../../../shared/exhibit.ts';
import { differingPairs } from './exhibit/differing-marks.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import { consecutive } from './exhibit-numbering.ts';
import type { ExhibitRepo } from './exhibit-repo.ts';

type Sources = Pick<ExhibitDeps, 'marks' | 'evidence' | 'places'>;

/** These marks in this order as numbered exhibits, each with what it still lacks. @throws AppError not_found */
export function exhibitsOf(deps: Sources, markIds: readonly string[]): Exhibit[] {
  return markIds.map((markId, position) => {
    const mark = deps.marks.get(markId);
    const evidence = deps.evidence.get(mark.evidenceId);
    const missing = missingFacts(evidence, mark, (code) => deps.places.find(code));
    return { number: consecutive(position), mark, evidence, missing };
  });
}

/** The chosen marks that are not removed, in their order. */
export function chosenMarks(deps: Sources, repo: ExhibitRepo): string[] {
  const present = new Set(deps.marks.list().map((mark) => mark.id));
  return repo.order().filter((id) => present.has(id));
}

/** The marks that an export is about: the named ones, else the chosen ones, else all. */
export function marksToExport(deps: Sources, repo: ExhibitRepo, named: readonly string[] | undefined): string[] {
  if (named !== undefined) return [...new Set(named)];
  const chosen = chosenMarks(deps, repo);
  return chosen.length > 0 ? chosen : deps.marks.list().map((mark) => mark.id);
}

/** Divides a selection at the gate. With `allowIncomplete` everything passes. */
export function throughGate(
  exhibits: readonly Exhibit[],
  allowIncomplete: boolean,
): { passed: Exhibit[]; blocked: BlockedMark[] } {
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
export function withDifferences(deps: Pick<ExhibitDeps, 'annotations'>, exhibits: readonly Exhibit[]): Exhibit[] {
  const pairs = differingPairs(deps, exhibits);
  return exhibits.map((exhibit) => {
    const { number } = exhibit;
    const others = pairs.filter(({ numbers }) => numbers.includes(number)).flatMap(({ numbers }) => numbers);
    const differsFrom = [...new Set(others.filter((other) => other !== number))];
    return differsFrom.length === 0 ? exhibit : { ...exhibit, differsFrom };
  });
}
