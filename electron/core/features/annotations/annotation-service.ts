import type { Annotations, MarkAnnotations } from '../../../../shared/annotation.ts';
import { annotationProblems, movedFrames, outsideOf } from '../../../../shared/annotation-check.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Mark } from '../../../../shared/mark.ts';
import type { RedactionPack } from '../../../../shared/redaction-pack.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import type { Handlers } from '../../handlers.ts';
import { type CustodyService, canonicalJson } from '../custody/custody-service.ts';
import type { MarkService } from '../marks/mark-service.ts';
import type { SearchService } from '../search/search-service.ts';
import type { AnnotationRepo } from './annotation-repo.ts';
import { codesOf } from './redaction-packs.ts';

export interface AnnotationService {
  /** @throws AppError not_found, library_damaged */
  get(markId: string): MarkAnnotations;
  /** Puts these in the place of all that the mark has. @throws AppError not_found, invalid_input */
  set(markId: string, annotations: Annotations, operator: string): MarkAnnotations;
  /** The mark's pictures have other numbers; its annotations go with them. Call it inside the mark's transaction. */
  renumber(markId: string, move: (n: number) => number, operator: string): void;
  readonly packs: readonly RedactionPack[];
}

export interface AnnotationDeps {
  readonly db: Db;
  readonly repo: AnnotationRepo;
  readonly marks: Pick<MarkService, 'get'>;
  readonly custody: CustodyService;
  readonly search: SearchService;
  readonly packs: readonly RedactionPack[];
}

export function createAnnotations({ db, repo, marks, custody, search, packs }: AnnotationDeps): AnnotationService {
  const codes = codesOf(packs);

  const stateOf = (mark: Mark): MarkAnnotations => {
    const annotations = repo.get(mark.id);
    return { mark, annotations, outside: outsideOf(annotations, mark) };
  };

  /** The row, the ledger entry with all of it, and what can be found, together. */
  const keep = (action: string, markId: string, annotations: Annotations, operator: string): void => {
    const { shapes, sound } = annotations;
    if (shapes.length + sound.length === 0) repo.drop(markId);
    else repo.put(markId, canonicalJson(annotations));
    custody.record({ operator, action, subject: markId, details: { ...annotations } });
    search.mark(markId);
  };

  return {
    get: (markId) => stateOf(marks.get(markId)),

    set(markId, annotations, operator) {
      const mark = marks.get(markId);
      const kept = repo.get(markId);
      const problems = annotationProblems(annotations, mark, codes, kept);
      if (problems.length > 0) throw notFitting(mark, problems);
      if (canonicalJson(annotations) !== canonicalJson(kept)) {
        inTransaction(db, () => keep('mark.annotated', markId, annotations, operator));
      }
      return stateOf(marks.get(markId));
    },

    renumber(markId, move, operator) {
      const kept = repo.get(markId);
      const moved = movedFrames(kept, move);
      if (canonicalJson(moved) !== canonicalJson(kept)) keep('mark.annotations-renumbered', markId, moved, operator);
    },

    packs,
  };
}

const MOST_TOLD = 20;

function notFitting({ id, title }: Mark, problems: readonly string[]): AppError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new AppError(
    'invalid_input',
    `The annotations do not fit the mark “${title}”: ${first}${more} Nothing was changed; correct it and try again.`,
    { markId: id, problems: problems.slice(0, MOST_TOLD) },
  );
}

export function annotationHandlers(
  annotations: AnnotationService,
): Pick<Handlers, 'annotations.get' | 'annotations.set' | 'annotations.packs'> {
  return {
    'annotations.get': ({ markId }) => annotations.get(markId),
    'annotations.set': ({ markId, annotations: content }, { operator }) => annotations.set(markId, content, operator),
    'annotations.packs': () => [...annotations.packs],
  };
}
