import type { Handlers } from '../../handlers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { unwatched } from '../../progress.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import type { MarkService } from './mark-service.ts';

export interface MarkHandlerDeps {
  readonly marks: MarkService;
  readonly evidence: EvidenceService;
  readonly jobs: Jobs;
}

type Names =
  | 'marks.list'
  | 'marks.create'
  | 'marks.update'
  | 'marks.remove'
  | 'marks.restore'
  | 'marks.reverify'
  | 'marks.verify';

export function markHandlers({ marks, evidence, jobs }: MarkHandlerDeps): Pick<Handlers, Names> {
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
      const { check } = await marks.reverify(id, operator, unwatched);
      const firstDifference = check.state === 'differs' ? check.frame : null;
      return { ok: check.state === 'verified', firstDifference };
    },
    'marks.verify': ({ markIds, evidenceId }, { operator }) => {
      for (const id of markIds ?? []) marks.get(id);
      if (evidenceId !== undefined) evidence.get(evidenceId);
      const [job] = jobs.enqueue('verify-marks', [{ markIds, evidenceId }], operator);
      if (job === undefined) throw new Error('the queue took no job');
      return job;
    },
  };
}
