import type { Annotations } from '../../../../shared/annotation.ts';
import { movedFrames } from '../../../../shared/annotation-check.ts';
import type { Mark } from '../../../../shared/mark.ts';
import type { Handlers } from '../../handlers.ts';
import type { MarkService } from '../marks/mark-service.ts';
import { act, quoted, same } from './change-parts.ts';
import type { HistoryService } from './history-service.ts';

export interface UndoableAnnotationDeps {
  readonly handlers: Pick<Handlers, 'annotations.get' | 'annotations.set'>;
  readonly history: HistoryService;
  readonly marks: Pick<MarkService, 'whereIs'>;
}

/** Setting a mark's annotations, noting what they were before. */
export function undoableAnnotations(deps: UndoableAnnotationDeps): Pick<Handlers, 'annotations.set'> {
  const { handlers, history, marks } = deps;
  return {
    'annotations.set': async (input, caller) => {
      const { markId } = input;
      const before = await handlers['annotations.get']({ markId }, caller);
      const after = await handlers['annotations.set'](input, caller);
      const { mark } = after;
      const back = (annotations: Annotations) =>
        act(async (by) =>
          handlers['annotations.set']({ markId, annotations: await asNumberedNow(annotations, mark, marks) }, by),
        );
      if (!same(before.annotations, after.annotations)) {
        history.did({
          words: `change annotations of mark ${quoted(mark.title)}`,
          undo: back(before.annotations),
          redo: back(after.annotations),
        });
      }
      return after;
    },
  };
}

/** Frames are meant as pictures: should the list of frames have been renewed since, they have other numbers now. */
async function asNumberedNow(
  annotations: Annotations,
  mark: Mark,
  marks: UndoableAnnotationDeps['marks'],
): Promise<Annotations> {
  if (mark.in === null) return annotations;
  const by = (await marks.whereIs(mark.evidenceId, mark.in)) - mark.in.n;
  return by === 0 ? annotations : movedFrames(annotations, (n) => n + by);
}
