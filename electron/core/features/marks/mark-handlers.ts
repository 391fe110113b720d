import type { Handlers } from '../../handlers.ts';
import type { Media } from '../../media/media.ts';
import { unwatched } from '../../progress.ts';
import type { Store } from '../../store/store.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import type { MarkService } from './mark-service.ts';
import { reverifyMark } from './reverify-mark.ts';

export interface MarkHandlerDeps {
  readonly marks: MarkService;
  readonly evidence: EvidenceService;
  readonly store: Store;
  readonly media: Media;
}

type Names = 'marks.list' | 'marks.create' | 'marks.update' | 'marks.remove' | 'marks.restore' | 'marks.reverify';

export function markHandlers({ marks, evidence, store, media }: MarkHandlerDeps): Pick<Handlers, Names> {
  return {
    'marks.list': ({ evidenceId }) => {
      if (evidenceId !== undefined) evidence.get(evidenceId);
      return marks.list(evidenceId);
    },
    'marks.create': ({ evidenceId, in: first, out, page, region, ...text }, { operator }) =>
      marks.create(evidenceId, text, { in: first, out, page, region }, operator),
    'marks.update': ({ id, in: first, out, page, region, ...text }, { operator }) =>
      marks.update(id, text, { in: first, out, page, region }, operator),
    'marks.remove': ({ id }, { operator }) => {
      marks.remove(id, operator);
      return { id };
    },
    'marks.restore': ({ id }, { operator }) => marks.restore(id, operator),
    'marks.reverify': async ({ id }, { operator }) => {
      const mark = marks.get(id);
      const firstDifference = await reverifyMark(mark, evidence.get(mark.evidenceId), store, media, unwatched);
      marks.recordCheck(id, firstDifference, operator);
      return { ok: firstDifference === null, firstDifference };
    },
  };
}
