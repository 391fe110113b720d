import { isRedaction } from '../../../../../shared/annotation.ts';
import type { FrameSpan } from '../../../../../shared/context-span.ts';
import type { Mark } from '../../../../../shared/mark.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';

type Sources = Pick<ExhibitDeps, 'marks' | 'annotations'>;

interface Hiding {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const hidings = ({ annotations }: Sources, { id }: Mark): Hiding[] => {
  const { shapes, sound } = annotations.get(id).annotations;
  return [...shapes.filter(isRedaction), ...sound];
};

/** Whether a mark hides anything, in its pictures or its sound. */
export const hidesSomething = (deps: Sources, mark: Mark): boolean => hidings(deps, mark).length > 0;

/**
 * Whether any mark of the library that hides something meets these pictures of a recording, exported or not: what
 * somebody hid must not come out of the library as the surroundings of something else. Its whole span counts, because
 * what is hidden for some pictures is there in those beside them.
 */
export function hiddenNear(deps: Sources, evidenceId: string, { first, last }: FrameSpan): boolean {
  return deps.marks.list(evidenceId).some((mark) => {
    const found = hidings(deps, mark);
    if (found.length === 0) return false;
    const starts = [mark.in?.n, ...found.map(({ from }) => from)].filter((n) => n !== undefined);
    const ends = [mark.out?.n, ...found.map(({ to }) => to)].filter((n) => n !== undefined);
    return Math.min(...starts) <= last && Math.max(...ends) >= first;
  });
}
